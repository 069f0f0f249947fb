using CsCheck;
using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Tests.Cases;

public sealed class StandingTests
{
    [Theory]
    [InlineData("", Status.Open)]
    [InlineData("ada+", Status.Confirmed)]
    [InlineData("ada+ ada-", Status.Rejected)]
    [InlineData("ada+ ben-", Status.Disputed)]
    [InlineData("ada+ ben- cy+", Status.Confirmed)]
    [InlineData("ada+ ben- ben<", Status.Confirmed)]
    [InlineData("ada+ ada- ada<", Status.Confirmed)]
    [InlineData("ada+ ada<", Status.Open)]
    [InlineData("ada<", Status.Open)]
    [InlineData("ada? ben?", Status.Unsure)]
    [InlineData("ada? ben+", Status.Confirmed)]
    [InlineData("ada* ben*", Status.Open)]
    public void Decisions_come_to(string decisions, Status status) => Standing.Of(Read(decisions)).Status.ShouldBe(status);

    [Fact]
    public void Taking_everything_back_leaves_the_page_open() =>
        Gen.Char["+-?"].List[1, 12].Sample(made =>
        {
            var decisions = made.Select((what, i) => $"m{i % 3}{what}").Concat(made.Select((_, i) => $"m{i % 3}<"));
            Standing.Of(Read(string.Join(' ', decisions))).Status.ShouldBe(Status.Open);
        });

    [Fact]
    public void Who_decided_first_does_not_matter() =>
        Gen.Select(Gen.Char["+-?"].List[1, 7], Gen.Int[0, 1_000]).Sample((made, seed) =>
        {
            var decisions = made.Select((what, i) => $"m{i}{what}").ToArray();
            var shuffled = decisions.OrderBy(decision => HashCode.Combine(decision, seed)).ToArray();
            Standing.Of(Read(string.Join(' ', shuffled))).Status.ShouldBe(Standing.Of(Read(string.Join(' ', decisions))).Status);
        });

    private static List<Decision> Read(string decisions) => [.. decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, i) => new Decision
    {
        Id = i + 1, PageId = 1, Sequence = i + 1, Who = word[..^1], When = MadeRun.Now,
        What = word[^1] switch { '+' => Decided.Confirm, '-' => Decided.Reject, '?' => Decided.Unsure, '<' => Decided.Undo, _ => Decided.Note },
    })];
}
