using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.GitHub.Tests.Server;

/// <summary>Every place of the program that sends a request, as it is written, found in the sources.</summary>
internal static partial class ProductCalls
{
    /// <summary>The places: file, verb and the path as an expression.</summary>
    public static ImmutableArray<string> Found { get; } =
    [
        .. (from file in Sources()
            let text = File.ReadAllText(file)
            from call in Call().Matches(text)
            select $"{Path.GetFileName(file)}: {call.Groups["verb"].Value} {Argument(text, call.Index + call.Length)}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    // All of the program but the class that carries requests, and the calls of a run-time program.
    private static IEnumerable<string> Sources() => new[] { "infra", "modules" }
        .SelectMany(f => Directory.GetFiles(Path.Combine(Committed.Root, f), "*.cs", SearchOption.AllDirectories))
        .Where(f => Path.GetFileName(f) != "GitHubApi.cs").Order(StringComparer.Ordinal);

    // The first argument: up to a comma or the bracket that ends the call, outside of texts and inner brackets.
    private static string Argument(string text, int start)
    {
        int depth = 0;
        bool isText = false;
        int at = start;
        for (; isText || depth > 0 || text[at] is not (',' or ')'); at++)
        {
            isText ^= text[at] == '"';
            depth += isText ? 0 : text[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
        }

        return Formatted().Replace(text[start..at].Trim(), "${text}");
    }

    [GeneratedRegex("\\b(?:api|app|Api)\\s*\\.\\s*(?<verb>Get|Find|List|Query|Post|Patch|Put|Delete)Async\\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Call();

    [GeneratedRegex("^string\\.Create\\(CultureInfo\\.InvariantCulture, (?<text>.*)\\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Formatted();
}
