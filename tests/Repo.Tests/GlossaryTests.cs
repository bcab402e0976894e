using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Infra.Repo.Tests;

/// <summary>The words that docs/glossary.md says not to use stand nowhere that people see.</summary>
public sealed partial class GlossaryTests
{
    // Options, fields and files whose names others rely on, and names of types and tests in the documents for developers.
    private static readonly string[] WireNames = ["--rehearse", "rehearsedAt", "maxRehearsalAgeDays", "steps.rehearse", "id: rehearse", "\"mend\": "];

    [Fact]
    public void The_glossary_has_words_not_to_use() => Assert.Equal(
        ["judge", "judgement", "let through", "lets through", "mend", "pretended", "rehearsal", "rehearse", "stand-in", "way back"], Words().Order(StringComparer.Ordinal));

    [Fact]
    public void No_text_of_the_program_has_a_word_that_is_not_to_be_used() => Assert.Equal("", string.Join('\n',
        Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(f => Path.GetFileName(f) is "infra.dll" || (Path.GetFileName(f).StartsWith("Infra.", StringComparison.Ordinal) && !f.Contains("Tests", StringComparison.Ordinal)))
            .SelectMany(f => Texts(f).SelectMany(t => Found(t).Select(w => $"{Path.GetFileName(f)}: {w}: {t}")))));

    [Fact]
    public void No_document_workflow_or_transcript_has_a_word_that_is_not_to_be_used() => Assert.Equal("", string.Join('\n',
        Tree.Files.Where(IsSeen).SelectMany(f => Prose(f).SelectMany((line, i) => Found(line).Select(w => FormattableString.Invariant($"{f}:{i + 1}: {w}: {line.Trim()}"))))));

    [Theory]
    [InlineData("this is a rehearsal", "rehearsal")]
    [InlineData("Mend it, and judge again", "judge, mend")]
    [InlineData("mended", "mend")]
    [InlineData("rollback --rehearse", "")]
    [InlineData("amendment of prejudgement and recommend", "")]
    public void A_word_is_found_in_any_form_and_not_inside_another(string text, string words) => Assert.Equal(words, string.Join(", ", Found(text).Order(StringComparer.Ordinal)));

    private static bool IsSeen(string file) =>
        file is not ("docs/glossary.md" or "CHANGELOG.md")
        && (file.EndsWith(".md", StringComparison.Ordinal) || file == "infra/Help/examples.txt" || file.StartsWith("tests/Cli.Tests/Scripts/", StringComparison.Ordinal) || file.StartsWith(".github/", StringComparison.Ordinal)
            || (file.StartsWith("stacks/", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal)));

    // Names in backticks are names.
    private static IEnumerable<string> Prose(string file) => Tree.Read(file).Split('\n').Select(l => file.EndsWith(".md", StringComparison.Ordinal) ? Name().Replace(l, "") : l);

    private static IEnumerable<string> Found(string text)
    {
        string said = WireNames.Aggregate(text, (t, name) => t.Replace(name, "", StringComparison.Ordinal));
        return Words().Where(w => Regex.IsMatch(said, $"(?<![\\w-]){Regex.Escape(w)}(s|d|ed|ing)?(?![\\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)));
    }

    private static IEnumerable<string> Words() => Tree.Read("docs/glossary.md").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| word ", StringComparison.Ordinal))
        .SelectMany(l => l.Split('|')[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // A text of one word is a name.
    private static IEnumerable<string> Texts(string assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Where(i => i.OpCode == OpCodes.Ldstr).Select(i => (string)i.Operand).Where(t => t.Split(' ').Count(w => w.Any(char.IsLetter)) > 1).Distinct()];
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Name();
}
