System.Console.WriteLine("detector");
