using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Infra.GitHub.Comments;

namespace Infra.GitHub.Tests.Keeping;

public sealed class KeptTextTests
{
    private static readonly Marker Prod = KeepingSample.Prod;

    // What names and messages may try, between pieces of ordinary text.
    private static readonly string[] Pieces =
    [
        "${{ github.token }}", "`", "```", "\n```\n", "::set-output name=a::b", "\n::add-mask::x", "\u001b[31m", "<!-- infra:prod -->", "\n<!-- infra:dev -->\n", "-->", "<script>alert(1)</script>",
        "<details>", "</details>", "\u202e", "\u2066", "\u200f", "@everyone", " @setu-retail/platform ", "\r\n", "\0", "plan", "é", "😀", "\n", "| a |", "[x](javascript:y)",
    ];

    private static readonly Arbitrary<string> Hostile = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary();

    [Fact]
    public void A_hostile_text_stays_behind_its_marker_without_control_characters_direction_marks_and_mentions() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Hostile, text =>
        {
            string kept = KeptText.Of(Prod, text, null);
            Assert.StartsWith("<!-- infra:prod -->\n", kept, StringComparison.Ordinal);
            Assert.True(Prod.Marks(kept));
            Assert.DoesNotContain(kept, c => (char.IsControl(c) && c != '\n') || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
            Assert.DoesNotContain('@', OutsideOfFences(kept));
            Assert.Equal(kept, KeptText.Of(Prod, text, null));
        }));

    [Fact]
    public void A_hostile_title_is_one_short_line() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Hostile, text =>
        {
            string title = KeptText.Title(text);
            Assert.InRange(title.Length, 0, KeptText.MaxTitle);
            Assert.DoesNotContain(title, c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
        }));

    [Fact]
    public void A_text_that_is_too_long_is_cut_after_a_line_its_blocks_are_closed_and_the_run_is_linked()
    {
        string text = "<details>\n\n```\n" + string.Concat(Enumerable.Repeat("+ one more resource\n", 5_000)) + "```\n</details>\n";

        string kept = KeptText.Of(Prod, text, new Uri("https://github.example/setu-retail/platform/actions/runs/5"));

        Assert.InRange(kept.Length, KeptText.MaxLength - 1_100, KeptText.MaxLength);
        Assert.EndsWith(
            "+ one more resource\n```\n</details>\n\n**Cut here**, because GitHub takes 65536 characters: [the run has the whole](https://github.example/setu-retail/platform/actions/runs/5).\n",
            kept,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_line_that_is_too_long_is_cut_between_whole_characters()
    {
        string kept = KeptText.Of(Prod, string.Concat(Enumerable.Repeat("😀", 40_000)), null);

        Assert.InRange(kept.Length, 1, KeptText.MaxLength);
        Assert.EndsWith("**Cut here**, because GitHub takes 65536 characters: the output of the command has the whole.\n", kept, StringComparison.Ordinal);

        // A half character cannot be written as UTF-8.
        Assert.NotEmpty(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(kept));
        Assert.Equal(kept, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(kept)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Prod")]
    [InlineData("a--b")]
    [InlineData("a -->")]
    [InlineData("prod\n")]
    [InlineData("-a")]
    public void A_name_that_could_end_the_marker_is_none(string name) => Assert.False(Marker.TryParse(name, out _));

    private static string OutsideOfFences(string text)
    {
        StringBuilder outside = new();
        bool isFenced = false;
        foreach (string line in text.Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isFenced ^= isFence;
            outside.Append(isFenced || isFence ? "" : line);
        }

        return outside.ToString();
    }
}
