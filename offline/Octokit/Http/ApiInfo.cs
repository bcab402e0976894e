using System.Text.RegularExpressions;

namespace Octokit;

/// <summary>What a response says beside its body.</summary>
public partial class ApiInfo
{
    internal ApiInfo(IReadOnlyDictionary<string, string> headers) => Links = Read(headers.GetValueOrDefault("Link"));

    /// <summary>The addresses of the header Link by their relation, such as <c>next</c>.</summary>
    public IReadOnlyDictionary<string, Uri> Links { get; }

    private static Dictionary<string, Uri> Read(string header)
    {
        Dictionary<string, Uri> links = new(StringComparer.Ordinal);
        foreach (Match link in LinkPattern().Matches(header ?? ""))
        {
            if (Uri.TryCreate(link.Groups["address"].Value, UriKind.Absolute, out var address))
            {
                links[link.Groups["relation"].Value] = address;
            }
        }

        return links;
    }

    // <https://api.github.com/repositories/1/issues?page=2>; rel="next", <...>; rel="last"
    [GeneratedRegex("<(?<address>[^>]*)>;[^,<]*rel=\"(?<relation>[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();
}
