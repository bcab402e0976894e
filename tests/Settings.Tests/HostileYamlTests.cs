using System.Text;

namespace Infra.Settings.Tests;

/// <summary>Files that were made to break the reader: each gets one clear message with its place, and never an exception.</summary>
public sealed class HostileYamlTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "1:1: a settings file must not be empty. Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file." },
        { "# only a comment\n", "2:1: a settings file must not be empty. Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file." },
        { "just text", "1:1: a settings file is a map: names, and a value for each. Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file." },
        { "- a\n- b\n", "1:1: a settings file is a map: names, and a value for each. Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file." },
        { "config:\n  a: &x 1\n  b: *x\n", "2:6: anchors (&name) are not allowed, as aliases are not. Delete the anchor.|3:6: aliases (*name) are not allowed: a few lines of them can stand for gigabytes. Write the value out." },
        { "config: *nothing\n", "1:9: aliases (*name) are not allowed: a few lines of them can stand for gigabytes. Write the value out." },
        { "config:\n\tinfra:prefix: setu\n", "2:1: YAML is indented by spaces, and this is a tab. Put two spaces for each level." },
        { "config:\n  a: \"x\u0000y\"\n", "2:8: control characters are not allowed, and this is U+0000. Delete it." },
        { "config:\n  a: \u001b[31mred\n", "2:6: control characters are not allowed, and this is U+001B. Delete it." },
        { "config:\n  a: x\ry\n", "2:7: control characters are not allowed, and this is U+000D. Delete it." },
        { "config:\n  a: \u202Eevil\n", "2:6: characters that turn the direction of text are not allowed. Delete it." },
        { "config:\n  a: \uFEFFb\n", "2:6: invisible characters are not allowed, and this is U+FEFF. Delete it." },
        { "config:\n  a: \uD800\n", "2:6: the file must be valid UTF-8, and this is half a character. Save it as UTF-8." },
        { "config:\n  ? [a, b]\n  : c\n", "3:5: the name of a setting is a text, not a map or a list. Write name: value." },
        { "config:\n  a: [1, 2\n", "3:1: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space above this place." },
        { "config:\n  a: \"open\n", "2:6: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space above this place." },
        { "config:\n  a: b: c\n", "2:7: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space above this place." },
        { "config:\n   a: 1\n  b: 2\n", "3:3: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space above this place." },
        { "config:\n  a: [\nb:\n  c: 1\n", "2:6: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space below this place." },
        { "}{", "1:1: the file must be valid YAML, and it cannot be read on from here. Look for a missing quote, bracket, colon or space above this place." },
    };

    public static TheoryData<string, string, string> AmongGood => new()
    {
        { "infra:prefix: setu", "infra:prefix: !!str setu", "6:17: tags (!name) are not allowed: settings are texts, numbers and flags. Delete the tag." },
        { "infra:prefix: setu", "infra:prefix: !ruby/object:Gem setu", "6:17: tags (!name) are not allowed: settings are texts, numbers and flags. Delete the tag." },
        { "infra:prefix: setu", "infra:prefix: setu\n  infra:prefix: other", "7:3: \"infra:prefix\" is written twice in one map. Keep one; the first is on line 6." },
        { "reason: Argo CD pulls the state it keeps from GitHub\n", "reason: Argo CD pulls the state it keeps from GitHub\n---\nconfig: {}\n", "41:1: a settings file is one YAML document. Delete the --- and what follows, or move it to a file of its own." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_cannot_be_read_gets_one_clear_message(string text, string messages) =>
        Assert.Equal(messages.Split('|').Select(m => $"{DevFile.Name}:{m}"), DevFile.Problems(text));

    [Theory]
    [MemberData(nameof(AmongGood))]
    public void A_strange_form_among_good_settings_is_named(string part, string other, string message) =>
        Assert.Contains($"{DevFile.Name}:{message}", DevFile.Problems(DevFile.With(part, other)));

    [Fact]
    public void Aliases_that_grow_without_end_are_refused_at_once()
    {
        var bomb = new StringBuilder("config:\n  a0: &a0 [x, x]\n");
        for (var i = 1; i < 40; i++)
        {
            bomb.Append($"  a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        Assert.Equal($"{DevFile.Name}:3:12: aliases (*name) are not allowed: a few lines of them can stand for gigabytes. Write the value out.", DevFile.Problems(bomb.ToString())[^1]);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    public void Deep_nesting_is_refused_before_the_stack_is_used_up(string open)
    {
        var problems = DevFile.Problems($"config: {string.Concat(Enumerable.Repeat(open, 20_000))}");
        Assert.Contains("settings are nested at most 16 deep. Take out brackets or levels.", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_one_mebibyte_is_refused_unread() =>
        Assert.Equal(
            $"{DevFile.Name}:1:1: a settings file has at most 1048576 characters. This one has 1048577. Take out what is not a setting.",
            Assert.Single(DevFile.Problems(new string('#', (1 << 20) + 1))));

    [Fact]
    public void Line_ends_of_Windows_and_a_byte_order_mark_change_nothing()
    {
        var crlf = $"\uFEFF{DevFile.Text.Replace("\n", "\r\n", StringComparison.Ordinal)}";
        Assert.Empty(DevFile.Problems(crlf));
        Assert.Equal(DevFile.Problems(DevFile.With("10.16.0.0/22", "10.16.0.0/99")), DevFile.Problems(crlf.Replace("10.16.0.0/22", "10.16.0.0/99", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_document_with_its_marks_is_good() =>
        Assert.Empty(DevFile.Problems($"---\n{DevFile.Text}...\n"));

    [Fact]
    public void What_Pulumi_writes_beside_the_settings_is_let_stand() =>
        Assert.Empty(DevFile.Problems($"encryptionsalt: v1:abc:def\n{DevFile.Text}"));

    [Fact]
    public void No_cut_of_a_good_file_and_no_foreign_character_in_it_throws()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 300; i++)
        {
            var at = random.Next(DevFile.Text.Length);
            Assert.NotNull(DevFile.Parse(DevFile.Text[..at]));
            Assert.NotNull(DevFile.Parse(DevFile.Text.Insert(at, $"{(char)random.Next(1, 0x250)}")));
        }
    }
}
