using Detector.Cli.Signals;
using Detector.Signals;
using Detector.Testing;

namespace Detector.Cli.Tests;

public sealed class SignalsTests : IDisposable
{
    private readonly Runs _runs = new();

    [Fact]
    public void The_committed_table_is_the_catalogue()
    {
        var committed = File.ReadAllText(Repository.PathOf("src", "Detector", "Signals", "README.md"));
        committed.ShouldBe(SignalsCommand.Markdown(Catalog.All), "The catalogue has changed. Write the table again: dotnet run --project src/Detector.Cli -c Release -- signals --markdown > src/Detector/Signals/README.md");
    }

    [Fact]
    public void Every_signal_is_listed()
    {
        var ran = _runs.Run("signals");
        ran.Exit.ShouldBe(0);
        foreach (var signal in Catalog.All) ran.Output.ShouldContain($"  {signal.Name} ");
    }

    [Fact]
    public void One_signal_says_where_it_is_known_from_and_when_it_stays_quiet()
    {
        var ran = _runs.Run("signals", "shown-seconds");
        ran.Output.ShouldContain("farm-high");
        ran.Output.ShouldContain("Source");
        ran.Output.ShouldContain("Quiet");
    }

    [Fact]
    public void A_name_that_is_almost_right_is_helped_along() => _runs.Run("signals", "seconds").Errors.ShouldContain("Near it: list-dates-seconds, shown-seconds.");

    public void Dispose() => _runs.Dispose();
}
