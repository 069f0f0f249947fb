using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

public sealed class NamesTests
{
    [Theory]
    [InlineData(0.9997, "0.99")]
    [InlineData(0.894, "0.89")]
    [InlineData(0.0001, "0.01")]
    public void No_chance_is_said_to_be_certain(double probability, string said) => Names.Chance(probability).ShouldBe(said);
}
