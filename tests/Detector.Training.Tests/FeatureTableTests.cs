using CsCheck;
using Detector.Features;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class FeatureTableTests
{
    [Fact]
    public void What_is_written_reads_back_the_same_down_to_the_last_bit() =>
        Gen.Select(Gen.Float.Where(float.IsFinite), Gen.String[Gen.Char["ab ,\"\n|é"], 0, 12], Gen.Bool).Sample((value, text, yes) =>
        {
            var row = Made.Table().Rows[0] with { Id = "x" + text, Url = text, Flag = yes ? null : true, Values = [value, float.NaN] };
            var table = new FeatureTable([new Column("a", 3, -1.5f), new Column("b", 1, 0)], [row]);
            var written = Write(table);
            var read = FeatureTable.Read(new StringReader(written), "table");
            read.Columns.ShouldBe(table.Columns);
            read.Rows[0].Values.ShouldBe(row.Values);
            (read.Rows[0] with { Values = row.Values }).ShouldBe(row);
            Write(read).ShouldBe(written);
        }, iter: 200);

    [Fact]
    public void A_compressed_table_has_the_same_bytes_twice()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        foreach (var name in (string[])["one.csv.gz", "two.csv.gz"]) Made.Table().Write(Path.Combine(folder, name));
        File.ReadAllBytes(Path.Combine(folder, "one.csv.gz")).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "two.csv.gz")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n", "not a feature table")]
    public void A_file_that_is_no_table_is_refused_with_the_way_out(string content, string says) =>
        Should.Throw<TrainingException>(() => FeatureTable.Read(new StringReader(content), "t.csv")).Message.ShouldContain(says);

    [Fact]
    public void A_broken_cell_is_named_by_line_and_column()
    {
        var lines = Write(Made.Table()).Split('\n');
        lines[4] = lines[4][..lines[4].LastIndexOf(',')] + ",many";
        Should.Throw<TrainingException>(() => FeatureTable.Read(new StringReader(string.Join('\n', lines)), "t.csv")).Message.ShouldContain("line 5, column ~tags-a: 'many'");
    }

    private static string Write(FeatureTable table)
    {
        var writer = new StringWriter();
        table.Write(writer);
        return writer.ToString();
    }
}
