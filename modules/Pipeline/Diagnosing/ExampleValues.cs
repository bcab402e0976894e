using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Diagnosing;

/// <summary>Values of data files that nobody can mean: names and addresses that are kept for documents, and numbers that stand for what is not made yet.</summary>
public static partial class ExampleValues
{
    // RFC 5737.
    private static readonly ImmutableArray<CidrBlock> ForDocuments = [CidrBlock.Of("192.0.2.0/24"), CidrBlock.Of("198.51.100.0/24"), CidrBlock.Of("203.0.113.0/24")];

    /// <summary>What there is, by what it is: the value and where it stands, in the order of files.</summary>
    /// <param name="repository">The repository.</param>
    public static ImmutableArray<(string Kind, string Place)> Of(Repository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        string[] files = [.. repository.Folders.Files(Path.Combine(repository.Root, "stacks"), "*.yaml").Select(f => Path.GetRelativePath(repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("stacks/schema/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return
        [
            .. files.SelectMany(f => repository.ReadText(f).ReplaceLineEndings("\n").Split('\n').SelectMany((line, i) => InLine(line).Select(k => (k, string.Create(CultureInfo.InvariantCulture, $"{f}:{i + 1}"))))),
        ];
    }

    // Comments may well speak of examples.
    private static IEnumerable<string> InLine(string line)
    {
        string said = line.Split(" #")[0];
        if (said.TrimStart().StartsWith('#'))
        {
            yield break;
        }

        if (Example().IsMatch(said))
        {
            yield return "names below .example, which belong to nobody (RFC 2606)";
        }

        if (Range().Match(said) is { Success: true } range && CidrBlock.TryParse(range.Value, out CidrBlock? block, out _) && ForDocuments.Any(d => d.Contains(block)))
        {
            yield return "address ranges for documents (RFC 5737)";
        }

        if (NoApp().IsMatch(said))
        {
            yield return "numbers of a GitHub App that is not made yet";
        }
    }

    [GeneratedRegex("[a-z0-9-]+\\.example(\\b|/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex("[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Range();

    [GeneratedRegex("^ *(appId|installationId): \"1\"$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NoApp();
}
