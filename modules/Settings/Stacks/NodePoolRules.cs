using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Each node pool can exist and be upgraded, and each cluster has a place for its own pods.</summary>
internal static class NodePoolRules
{
    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        var limit = root["infra:tier"]?.Value is string tier && Enum.TryParse<Tier>(tier, ignoreCase: true, out var known)
            ? TierPolicy.Of(known).MaxNodesPerPool
            : null;
        foreach (var cluster in root.Below("infra:clusters"))
        {
            var pools = cluster.Below("nodePools");
            foreach (var pool in pools)
            {
                CheckSize(pool, limit, problems);
                CheckUpgrade(pool, problems);
            }

            if (!pools.IsEmpty && pools.All(p => p["purpose"]?.Value is string purpose && purpose != "system"))
            {
                problems.Add(cluster["nodePools"]!.At, cluster["nodePools"]!.Path, null, "a cluster has a pool of purpose system for its own pods, and here is none", "Add a pool with purpose: system.");
            }
        }
    }

    private static void CheckSize(CheckedNode pool, int? limit, SettingsProblems problems)
    {
        var (min, max) = (pool.Number("minNodes"), pool.Number("maxNodes"));
        if (min > max)
        {
            problems.Add(pool["minNodes"]!.At, pool["minNodes"]!.Path, $"{min}", $"it must not be more than maxNodes, which is {max}", $"Write {max} or less, or raise maxNodes.");
        }

        if (max > limit)
        {
            problems.Add(pool["maxNodes"]!.At, pool["maxNodes"]!.Path, $"{max}", $"a pool of this tier has at most {limit} nodes", $"Write {limit} or less.");
        }

        if (pool.Maybe<string>("purpose") == "system" && min == 0)
        {
            problems.Add(pool["minNodes"]!.At, pool["minNodes"]!.Path, "0", "a system pool is never empty: DNS and the agents of the cluster run there", "Write 1 or more.");
        }
    }

    private static void CheckUpgrade(CheckedNode pool, SettingsProblems problems)
    {
        if (pool.Number("maxSurge") == 0 && pool.Number("maxUnavailable") == 0)
        {
            problems.Add(pool["maxSurge"]!.At, pool["maxSurge"]!.Path, "0", "an upgrade must add or take away at least one node at a time", "Write 1, or set maxUnavailable to 1.");
        }
    }
}
