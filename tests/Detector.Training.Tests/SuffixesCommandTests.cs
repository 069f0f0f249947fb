using Detector.Training.Resources;

namespace Detector.Training.Tests;

public sealed class SuffixesCommandTests
{
    [Fact]
    public void Comments_and_remarks_are_left_out_and_unicode_names_count_twice() =>
        SuffixesCommand.Build(["// a comment", "", "com", "co.uk  a remark", "公司.cn"]).Length.ShouldBe(4 * 8);

    [Fact]
    public void A_name_and_its_wildcard_share_an_entry() => SuffixesCommand.Build(["ck", "*.ck", "!www.ck"]).Length.ShouldBe(2 * 8);

    [Fact]
    public void The_order_of_the_lines_does_not_matter() =>
        SuffixesCommand.Build(["com", "org", "co.uk"]).ShouldBe(SuffixesCommand.Build(["co.uk", "com", "org"]));

    [Fact]
    public void A_list_without_rules_is_refused() => Should.Throw<InvalidDataException>(() => SuffixesCommand.Build(["// nothing"]));

    [Fact]
    public void The_command_has_its_verb() => SuffixesCommand.Create().Subcommands.Select(command => command.Name).ShouldBe(["build"]);
}
