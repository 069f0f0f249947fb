using Detector.Training.Simulate;

namespace Detector.Training.Tests.Simulate;

/// <summary>A corpus small enough to read, in our own words: templates of sentences filled with places and things, so that stories differ.</summary>
internal static class SmallCorpus
{
    private static readonly string[] s_places = ["Lowmere", "Castleby", "Hartness", "Dunmore", "Pellworth", "Ostrava Bay", "Kettle Falls", "Ardenne", "Selby Point", "Norwick"];
    private static readonly (string Subject, Topic Topic)[] s_subjects =
    [
        ("ferry company", Topic.Business), ("cathedral choir", Topic.Entertainment), ("rowing team", Topic.Sports), ("hospital wing", Topic.Health), ("tram line", Topic.General), ("river court case", Topic.Crime),
    ];

    public static Corpus Create() => Corpus.From(
        s_places.SelectMany((place, i) => s_subjects.Select((subject, j) => Story(place, subject.Subject, subject.Topic, (i * s_subjects.Length) + j))),
        s_places.SelectMany(place => (string[])[$"Snow closes the mountain road above {place} for a third day", $"{place} museum shows the letters of its first mayor", $"Well-known baker of {place} hands the shop to her apprentice"]));

    private static Story Story(string place, string subject, Topic topic, int number) => new()
    {
        Id = $"story-{number}",
        Headline = $"The {subject} of {place} waits for an answer before the winter",
        Topic = topic,
        Written = new DateOnly(2018, 1 + (number % 12), 1 + (number % 27)),
        IsNews = number % 4 != 0,
        Outlet = number % 3 == 0 ? "Lowmere Evening Star" : null,
        Paragraphs =
        [
            $"The {subject} of {place} has asked the city for help, the second time in {2 + (number % 5)} years, and many people said they would also like to know what comes next.",
            $"\"We have worked hard and we are still here,\" said Greta Halloran, who has looked after the {subject} since 2018. \"But the money ends in March, and the government knows it.\"",
            $"A report found that the cost had risen by {number + 10} percent because of new rules. However, the council told residents on Tuesday that no decision was taken, according to Anton Weiss.",
            $"People in {place} remember the old days, when children could go home by boat. The country was different then, and the first houses on the hill were small, with a good view of the harbour and the fields.",
            $"The next meeting is on Thursday. It is open to everyone, and the {subject} will show its plans for the year, including a problem that officials at the town hall have left out of the information sent before.",
        ],
    };
}
