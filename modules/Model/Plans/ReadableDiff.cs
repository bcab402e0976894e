using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>
/// The differences of a step as people read them: maps and labels by key wherever they stand, also inside a text of JSON as providers have it, and what
/// the provider repeats in <c>effectiveLabels</c> and <c>pulumiLabels</c> once. Nothing that forces a replacement is left out.
/// </summary>
public static class ReadableDiff
{
    private const string Effective = "effectiveLabels";
    private const string Merged = "pulumiLabels";

    private static readonly ImmutableArray<string> Labels = ["labels", "resourceLabels", "userLabels", "defaultLabels", Effective, Merged];

    /// <summary>The differences of a step, in order of path.</summary>
    public static ImmutableArray<PropertyDiff> Of(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        PropertyDiff[] all = [.. step.Diff.SelectMany(ByKey)];
        return [.. all.Where(d => !IsRepeated(d, all)).OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    /// <summary>What an update would change of a stack's outputs; nothing where nobody knows what they were.</summary>
    public static ImmutableArray<PropertyDiff> OfOutputs(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.OutputsBefore is { } before ? PropertyDiffer.Diff(before, plan.Outputs, (_, _, _) => false) : [];
    }

    private static IEnumerable<PropertyDiff> ByKey(PropertyDiff diff)
    {
        PropertyValue? old = Opened(diff.Old);
        PropertyValue? wanted = Opened(diff.New);
        bool labels = IsOneOf(Last(diff.Path), Labels);
        if (old is not MapValue && wanted is not MapValue)
        {
            return [diff];
        }

        ImmutableArray<PropertyDiff> keys = (old, wanted) switch
        {
            (MapValue, MapValue) => PropertyDiffer.Diff(diff.Path, old, wanted, (_, _, _) => diff.ForcesReplacement),
            (null, MapValue) when labels => PropertyDiffer.Diff(diff.Path, PropertyValue.Of(PropertyMap.Empty), wanted, (_, _, _) => diff.ForcesReplacement),
            (MapValue, null) when labels => PropertyDiffer.Diff(diff.Path, old, PropertyValue.Of(PropertyMap.Empty), (_, _, _) => diff.ForcesReplacement),
            _ => [],
        };
        return keys.IsEmpty ? [diff] : keys;
    }

    // Providers keep their settings as texts of JSON.
    private static PropertyValue? Opened(PropertyValue? value)
    {
        if (value is not StringValue text || !text.Value.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return value;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text.Value);
            return PropertyJson.Read(document.RootElement);
        }
        catch (Exception other) when (other is JsonException or FormatException or InvalidOperationException)
        {
            return value;
        }
    }

    private static bool IsRepeated(PropertyDiff diff, PropertyDiff[] all)
    {
        string root = First(diff.Path);
        if (diff.ForcesReplacement || root is not (Effective or Merged))
        {
            return false;
        }

        return all.Any(d => First(d.Path) is var other && other != root && (root == Merged || other != Merged) && IsOneOf(other, Labels)
            && d.Kind == diff.Kind && d.Path.AsSpan(other.Length).SequenceEqual(diff.Path.AsSpan(root.Length)) && Equals(d.Old, diff.Old) && Equals(d.New, diff.New));
    }

    private static bool IsOneOf(string name, ImmutableArray<string> names) => names.Contains(name, StringComparer.Ordinal);

    private static string First(string path) => path.AsSpan().IndexOfAny('.', '[') is >= 0 and var end ? path[..end] : path;

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
}
