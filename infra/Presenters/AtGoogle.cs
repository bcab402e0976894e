using System.Globalization;
using Infra.Emulator;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>What an update that looks like one small step does at Google.</summary>
internal static class AtGoogle
{
    /// <summary>The sentence below the differences of a step; null where it does what it looks like.</summary>
    public static string? Of(Plan plan, PlanStep step) => step.Op == StepOp.Update ? DefaultLabels.Reach(plan, step) ?? RecreatedNodes(step) : null;

    // Google's API: UpdateNodePoolRequest "initiates an upgrade operation that migrates the nodes"; provider google updates in place since 5.10.0.
    private static string? RecreatedNodes(PlanStep pool)
    {
        string[] paths = [.. ReadableDiff.Of(pool).Where(d => !d.ForcesReplacement && LocalCloud.RecreatesNodes(pool.Type, d.Path)).Select(d => d.Path)];
        if (paths.Length == 0)
        {
            return null;
        }

        PropertyMap settings = (pool.Inputs["upgradeSettings"] as MapValue)?.Map ?? PropertyMap.Empty;
        string[] pace = [.. new[] { "strategy", "maxSurge", "maxUnavailable" }.Where(k => settings[k] is StringValue or NumberValue).Select(k => $"{k} {Bare(settings[k]!)}")];
        return $"The pool stays, and Google recreates every node in it for {string.Join(", ", paths)}, as in an upgrade{(pace.Length == 0 ? "" : $" ({string.Join(", ", pace)})")}: what runs there is evicted, node by node.";
    }

    private static string Bare(PropertyValue value) => value is NumberValue number ? number.Value.ToString(CultureInfo.InvariantCulture) : ((StringValue)value).Value;
}
