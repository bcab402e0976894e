using System.Text.RegularExpressions;

namespace Infra.Offline.Generator;

/// <summary>Reads a listing. A type is a line at the margin, its members are the indented lines below it:
/// <code>
/// sealed class Pulumi.Gcp.Dns.ManagedZoneArgs : Pulumi.ResourceArgs
///   ctor   ()
///   prop   [Input("dnsName", required=true)] Pulumi.Input&lt;string&gt; DnsName { get; set; }
/// </code></summary>
public static partial class ListingParser
{
    private static readonly string[] MemberKinds = ["ctor", "field", "prop", "event", "method"];

    /// <summary>Parses one listing file.</summary>
    public static IReadOnlyList<ListedType> Parse(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            throw new FormatException("listing: it has carriage returns; lines end in LF");
        }

        var types = new List<ListedType>();
        ListedType? current = null;
        var members = new List<ListedMember>();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                members.Add(Member(line.Trim()));
                continue;
            }

            Close();
            current = Head(line);
        }

        Close();
        return types;

        void Close()
        {
            if (current is not null)
            {
                types.Add(current with { Members = [.. members] });
            }

            members.Clear();
        }
    }

    private static ListedType Head(string line)
    {
        var rest = line;
        var attributes = TakeAttributes(ref rest);
        var match = HeadPattern().Match(rest);
        if (!match.Success)
        {
            throw new FormatException($"listing: not a type: '{line}'; a type reads 'sealed class Pulumi.X : Pulumi.Base'");
        }

        var bases = match.Groups["bases"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        return new ListedType(line, attributes, match.Groups["kind"].Value, match.Groups["name"].Value, bases, []);
    }

    private static ListedMember Member(string line)
    {
        var kind = Array.Find(MemberKinds, candidate => line.StartsWith(candidate + " ", StringComparison.Ordinal)) ?? "";
        var rest = line[kind.Length..].TrimStart();
        var attributes = TakeAttributes(ref rest);
        return new ListedMember(line, kind, attributes, rest);
    }

    private static List<string> TakeAttributes(ref string rest)
    {
        var attributes = new List<string>();
        while (AttributePattern().Match(rest) is { Success: true } match)
        {
            attributes.Add(match.Value.TrimEnd());
            rest = rest[match.Length..];
        }

        return attributes;
    }

    [GeneratedRegex(@"^\[\w+(?:\(.*?\))?\] ", RegexOptions.None, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex AttributePattern();

    [GeneratedRegex(
        @"^(?<kind>(?:(?:sealed|abstract|static) )?(?:class|struct|interface|enum|delegate)) (?<name>[^ <]+(?:<.*?>)?[^ ]*)(?: : (?<bases>.*?))?(?: where .*)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 600_000)]
    private static partial Regex HeadPattern();
}
