using System.Globalization;
using Infra.Emulator;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>What a change of a provider's default labels does at Google: it is one step here, and reaches every resource that takes them.</summary>
internal static class DefaultLabels
{
    private const string Property = "defaultLabels";

    /// <summary>The sentence below the provider's differences; null where it changes no default label that anything takes.</summary>
    public static string? Reach(Plan plan, PlanStep provider)
    {
        string[] keys = [.. ReadableDiff.Of(provider).Where(d => d.Path.StartsWith(Property, StringComparison.Ordinal)).Select(d => d.Path[Property.Length..])];
        if (provider.Type != "pulumi:providers:gcp" || keys.Length == 0)
        {
            return null;
        }

        PlanStep[] reached = [.. plan.Steps.Where(s => s.Op == StepOp.Same && s.Provider == provider.Urn && LocalCloud.TakesDefaultLabels(s.Type) && !keys.All(k => IsOwn(s, k)))];
        if (reached.Length == 0)
        {
            return null;
        }

        string types = string.Join(", ", reached.GroupBy(s => TypeName.Short(s.Type), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} ({g.Count().ToString(CultureInfo.InvariantCulture)})"));
        return string.Create(
            CultureInfo.InvariantCulture, $"Google then changes the labels of {reached.Length} unchanged {(reached.Length == 1 ? "resource" : "resources")} in place, none is replaced; on the pulumi backend each is an update of its own: {types}.");
    }

    // A label that a resource gives itself wins over the provider's.
    private static bool IsOwn(PlanStep step, string key) =>
        new[] { step.Inputs["labels"], step.Inputs["resourceLabels"] }.OfType<MapValue>().Any(m => m.Map.Keys.Any(k => PropertyPath.Key("", k) == key.TrimStart('.')));
}
