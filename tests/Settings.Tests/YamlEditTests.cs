using FsCheck;
using FsCheck.Fluent;
using Infra.Settings.Reading;

namespace Infra.Settings.Tests;

/// <summary>An edit changes the lines that it is about, and no byte beside them.</summary>
public sealed class YamlEditTests
{
    private const string Text = "# top\nconfig:\n  # about a\n  a:\n    one: 1 # why\n\n  # about b\n  b:\n    list:\n      - x\n      - y\n  empty: {}\n";

    [Fact]
    public void An_entry_comes_at_the_end_of_its_map_before_what_belongs_to_the_next() =>
        Assert.Equal(Text.Replace("    one: 1 # why\n", "    one: 1 # why\n    two:\n      three: 3\n", StringComparison.Ordinal), YamlEdit.Add(Text, ["config", "a"], "two:\n  three: 3\n"));

    [Fact]
    public void Maps_that_are_missing_are_made() =>
        Assert.Equal(Text + "  new:\n    below:\n      k: v\n", YamlEdit.Add(Text, ["config", "new", "below"], "k: v\n"));

    [Fact]
    public void An_empty_map_in_braces_is_opened() => Assert.Equal(Text.Replace("  empty: {}\n", "  empty:\n    k: v\n", StringComparison.Ordinal), YamlEdit.Add(Text, ["config", "empty"], "k: v\n"));

    [Fact]
    public void An_entry_goes_with_the_comment_above_it_and_leaves_an_empty_map_written_as_one()
    {
        Assert.Equal("# top\nconfig:\n\n  # about b\n  b:\n    list:\n      - x\n      - y\n  empty: {}\n", YamlEdit.Remove(Text, ["config", "a"]));
        Assert.Equal(Text.Replace("  a:\n    one: 1 # why\n", "  a: {}\n", StringComparison.Ordinal), YamlEdit.Remove(Text, ["config", "a", "one"]));
    }

    [Fact]
    public void Items_come_and_go()
    {
        string more = YamlEdit.AddItem(Text, ["config", "b", "list"], "z");
        Assert.Equal(Text.Replace("      - y\n", "      - y\n      - z\n", StringComparison.Ordinal), more);
        Assert.Equal(Text, YamlEdit.RemoveItem(more, ["config", "b", "list"], "z"));
        Assert.Equal(Text, YamlEdit.RemoveItem(Text, ["config", "b", "list"], "nothing"));
        Assert.Equal(Text.Replace("    list:\n      - x\n      - y\n", "    list: []\n", StringComparison.Ordinal), YamlEdit.RemoveItem(YamlEdit.RemoveItem(Text, ["config", "b", "list"], "x"), ["config", "b", "list"], "y"));
    }

    [Fact]
    public void Braces_that_hold_something_are_refused_and_not_guessed_at() =>
        Assert.Equal("config.a is written in braces on one line; write it one entry a line", Assert.Throws<FormatException>(() => YamlEdit.Add("config:\n  a: { one: 1 }\n", ["config", "a"], "two: 2\n")).Message);

    [Fact]
    public void What_is_added_can_be_taken_out_again_and_the_text_is_as_before() =>
        Prop.ForAll(Gen.Elements("config", "config.a", "config.b", "config.empty").ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (path, size) =>
        {
            string[] to = path.Split('.');
            string entry = $"added:\n{string.Concat(Enumerable.Range(0, size).Select(i => FormattableString.Invariant($"  k{i}: {i}\n")))}";
            string added = YamlEdit.Add(Text, to, entry);
            return YamlEdit.Has(added, [.. to, "added", "k0"]) && YamlEdit.Remove(added, [.. to, "added"]) == Text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
