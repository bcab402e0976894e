using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Model.Plans;

/// <summary>What of a plan belongs together: one component, or all the small ones of one type.</summary>
/// <param name="Title">What people call it: <c>Network setu-dev-network</c>, <c>Secrets</c>.</param>
/// <param name="Tops">The components, or other resources directly below the stack.</param>
/// <param name="Steps">All that belongs to it, component by component.</param>
public sealed partial record PlanGroup(string Title, ImmutableArray<Urn> Tops, ImmutableArray<PlanStep> Steps)
{
    // A component with more stands by itself even where there are others of its type: its own tree is what people look for.
    private const int Small = 5;

    /// <summary>How many steps of each kind.</summary>
    public PlanSummary Summary => PlanSummary.Of(Steps);

    /// <summary>The groups of a plan, in the order in which the plan first comes to them. Every step is in exactly one.</summary>
    public static ImmutableArray<PlanGroup> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanTops tops = new(plan);
        ILookup<Urn, PlanStep> parts = plan.Steps.ToLookup(s => tops.TopOf(s.Urn));
        ILookup<string, Urn> byType = parts.Select(p => p.Key).ToLookup(TypeOf, StringComparer.Ordinal);
        List<PlanGroup> groups = [];
        HashSet<Urn> taken = [];
        foreach (Urn top in parts.Select(p => p.Key).Where(taken.Add))
        {
            string type = TypeOf(top);
            Urn[] alike = [.. byType[type].Where(t => t == top || (parts[t].Count() <= Small && parts[top].Count() <= Small))];
            taken.UnionWith(alike);
            groups.Add(new PlanGroup(
                type.Length == 0 ? "Stack and providers" : alike.Length == 1 ? $"{Words(type)} {top.Name}" : Plural(Words(type)), [.. alike], [.. alike.SelectMany(t => parts[t])]));
        }

        return [.. groups];
    }

    // The stack and its providers are one group: neither is something that people go and look at.
    private static string TypeOf(Urn urn) => urn.Type == Urn.RootType || urn.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? "" : urn.Type;

    // infra:cloud:GkeNodePool is a "GKE node pool".
    private static string Words(string type)
    {
        string[] words = [.. Word().Matches(type[(type.LastIndexOf(':') + 1)..]).Select(m => m.Value)];
        string text = string.Join(' ', words.Select((w, i) => w switch { "Gke" => "GKE", "Cd" => "CD", "Api" => "API", "Apis" => "APIs", "Iam" => "IAM", _ when w.All(char.IsUpper) => w, _ => i == 0 ? w : w.ToLowerInvariant() }));
        return text.Length == 0 ? type : text;
    }

    private static string Plural(string words) =>
        words.EndsWith('s') ? words : words.EndsWith('y') && words is not [.., 'a' or 'e' or 'o' or 'u', _] ? $"{words[..^1]}ies" : $"{words}s";

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
