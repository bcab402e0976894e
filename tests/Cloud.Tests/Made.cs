using System.Collections;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Cloud.Tests;

/// <summary>One resource that a run made: its inputs as they reached the engine, and its options.</summary>
internal sealed partial record Made(
    string Type,
    string Name,
    ImmutableDictionary<string, object> Inputs,
    string? Parent,
    string? Provider,
    bool Protect,
    ImmutableArray<string> DependsOn,
    ImmutableArray<string> IgnoreChanges,
    string? ImportId,
    string? Version,
    ImmutableArray<string> Aliases)
{
    public bool IsComponent => Type.StartsWith("infra:", StringComparison.Ordinal);

    /// <summary>The input at a path such as <c>rotation.rotationPeriod</c> or <c>topics[0].name</c>; null when it is absent.</summary>
    public object? this[string path]
    {
        get
        {
            object? at = Inputs;
            foreach (Match step in Step().Matches(path))
            {
                at = step.Groups["index"].Success
                    ? (at as IEnumerable)?.Cast<object?>().ElementAtOrDefault(int.Parse(step.Groups["index"].Value))
                    : (at as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(step.Groups["name"].Value);
            }

            return at;
        }
    }

    /// <summary>The texts of a list.</summary>
    public string[] Texts(string path) => [.. ((IEnumerable?)this[path])?.Cast<object>().Select(o => $"{o}") ?? []];

    public override string ToString() => $"{Type} {Name}";

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|(?<name>[^.\[\]]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
