using Infra.Model.Tests;
using Infra.Settings.Reading;

namespace Infra.Settings.Tests;

public sealed class SettingEditTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Fixture.Root, "stacks"), "Pulumi.*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    // Every value of every committed file: what is read is what the tree has, and another value there changes one line alone, which reads back.
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_value_of_a_file_is_found_and_changed_in_its_place(string file)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Fixture.Root, "stacks", file), TestContext.Current.CancellationToken);
        MapNode config = (MapNode)new YamlTree(new SettingsProblems(file)).Read(text)!["config"]!;
        (string Path, string Value)[] values = [.. Scalars(config, "")];

        Assert.NotEmpty(values);
        foreach ((string path, string value) in values)
        {
            Assert.Equal(value, SettingEdit.Get(text, "config", path));
            (IReadOnlyList<string> texts, string? before) = SettingEdit.Set(text, "config", path, "another-value");
            Assert.Equal(value, before);
            Assert.All(texts, changed =>
            {
                Assert.Equal("another-value", SettingEdit.Get(changed, "config", path));
                Assert.Single(text.Split('\n').Zip(changed.Split('\n')), l => l.First != l.Second);
                Assert.Equal(text.Split('\n').Length, changed.Split('\n').Length);
            });
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with: colon")]
    [InlineData("with # hash")]
    [InlineData(" spaces ")]
    [InlineData("- dash")]
    [InlineData("\"quoted\"")]
    [InlineData("it's")]
    [InlineData("back\\slash")]
    [InlineData("{a: b}")]
    [InlineData("[1]")]
    [InlineData("*alias")]
    [InlineData("&anchor")]
    [InlineData("!tag")]
    [InlineData("%directive")]
    [InlineData("@at")]
    [InlineData("ünïcödé 🙂")]
    [InlineData("a: ")]
    [InlineData("a:")]
    [InlineData("---")]
    [InlineData("")]
    public void Whatever_a_value_holds_it_reads_back_as_itself_and_the_comment_behind_it_stays(string value)
    {
        const string text = "config:\n  infra:a: old # why\n  # 🙂 above\n  infra:b: other\n";

        (IReadOnlyList<string> texts, _) = SettingEdit.Set(text, "config", "a", value);

        Assert.NotEmpty(texts);
        Assert.All(texts, changed =>
        {
            Assert.Equal(value, SettingEdit.Get(changed, "config", "a"));
            Assert.Equal("other", SettingEdit.Get(changed, "config", "b"));
            Assert.Contains(" # why\n  # 🙂 above\n", changed, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_encrypted_value_is_not_shown() =>
        Assert.Equal("(encrypted)", SettingEdit.Get("config:\n  infra:key:\n    secure: AAABAQ==\n", "config", "key"));

    [Fact]
    public void A_map_in_brackets_is_shown_and_its_values_change_in_it()
    {
        const string text = "config:\n  infra:labels: {owner: a, team: b}\n";

        Assert.Equal("{owner: a, team: b}", SettingEdit.Get(text, "config", "labels"));
        Assert.Equal("[[1], {a: [2]} ]", SettingEdit.Get("config: { infra:x: [[1], {a: [2]} ] , infra:y: 1 }\n", "config", "x"));
        Assert.Equal("config:\n  infra:labels: {owner: c, team: b}\n", SettingEdit.Set(text, "config", "labels.owner", "c").Texts[0]);
    }

    private static IEnumerable<(string Path, string Value)> Scalars(SettingNode node, string path) => node switch
    {
        ScalarNode scalar => [(path, scalar.Text)],
        MapNode { IsSecure: true } => [],
        MapNode map => map.Entries.SelectMany(e => Scalars(e.Value, path.Length == 0 ? e.Key : $"{path}.{e.Key}")),
        ListNode list => list.Items.SelectMany((item, i) => Scalars(item, $"{path}[{i}]")),
        _ => [],
    };
}
