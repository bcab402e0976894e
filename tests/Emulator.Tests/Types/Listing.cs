using System.Text.RegularExpressions;

namespace Infra.Emulator.Tests.Types;

/// <summary>The inputs of resource types as the committed listing of the official package has them, blocks inside blocks included.</summary>
internal sealed partial class Listing
{
    private readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> argsByToken = new(StringComparer.Ordinal);

    private readonly HashSet<string> leftOut = new(StringComparer.Ordinal);

    /// <summary>Reads the listing.</summary>
    /// <param name="text">The listing.</param>
    /// <param name="types">What it was trimmed by: "TYPE: -PROPERTY" leaves a property out.</param>
    public Listing(string text, string types)
    {
        foreach (string[] line in types.Split('\n').Where(l => l.Contains(": -", StringComparison.Ordinal)).Select(l => l.Split(": ", 2)))
        {
            leftOut.UnionWith(line[1].Split(' ').Select(p => $"{line[0]} {p.TrimStart('-')}"));
        }

        foreach (string block in text.Split("\n\n"))
        {
            if (Class().Match(block) is { Success: true } found)
            {
                classes[found.Groups["name"].Value] = block;
                if (found.Groups["token"] is { Success: true } token)
                {
                    argsByToken[token.Value] = found.Groups["name"].Value + "Args";
                }
            }
        }
    }

    /// <summary>The tokens of the types that the listing has.</summary>
    public IEnumerable<string> Tokens => argsByToken.Keys;

    /// <summary>Whether a path leads to an input of a type, or to one that the listing leaves out and that can therefore not be looked at.</summary>
    public bool Has(string token, string path)
    {
        string? args = argsByToken[token];
        foreach (string name in path.Split('.'))
        {
            if (args is not null && leftOut.Contains($"{args} {char.ToUpperInvariant(name[0])}{name[1..]}"))
            {
                return true;
            }

            if (args is null || !Inputs(args).TryGetValue(name, out (bool Required, string? Block) input))
            {
                return false;
            }

            args = input.Block;
        }

        return true;
    }

    /// <summary>The paths of the inputs that must be given; those of a block count when the block is given.</summary>
    public IEnumerable<string> Required(string token) => Required(argsByToken[token], "", []);

    private IEnumerable<string> Required(string args, string above, IReadOnlyList<string> through)
    {
        foreach ((string name, (bool required, string? block)) in Inputs(args))
        {
            if (required)
            {
                yield return above + name;
            }

            if (block is not null && !through.Contains(block, StringComparer.Ordinal))
            {
                foreach (string inner in Required(block, $"{above}{name}.", [.. through, block]))
                {
                    yield return inner;
                }
            }
        }
    }

    private Dictionary<string, (bool Required, string? Block)> Inputs(string args) => Input().Matches(classes[args]).ToDictionary(
        m => m.Groups["wire"].Value,
        m => (m.Groups["required"].Success, Block().Match(m.Groups["type"].Value) is { Success: true } block && classes.ContainsKey(block.Value) ? block.Value : null),
        StringComparer.Ordinal);

    // [GcpResourceType("gcp:a/b:C")] class Pulumi.Gcp.A.C : ...
    [GeneratedRegex("^(\\[GcpResourceType\\(\"(?<token>[^\"]+)\"\\)\\] )?(sealed )?class (?<name>Pulumi\\.Gcp\\.[\\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Class();

    // prop   [Input("location", required=true)] Pulumi.Input<string> Location { get; set; }
    [GeneratedRegex("\\[Input\\(\"(?<wire>\\w+)\"(?<required>, required=true)?[^\\]]*\\)\\] (?<type>.*?) \\w+ \\{", RegexOptions.ExplicitCapture)]
    private static partial Regex Input();

    [GeneratedRegex("Pulumi\\.Gcp\\.[\\w.]+Args")]
    private static partial Regex Block();
}
