using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Data stays in the allowed regions, each cluster has its ranges, and one cluster is the hub.</summary>
internal static class RegionRules
{
    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        CheckResidency(root, problems);
        CheckSubnets(root, problems);
        CheckHub(root, problems);
    }

    private static void CheckResidency(CheckedNode root, SettingsProblems problems)
    {
        var items = root.Below("infra:residency");
        if (items.IsEmpty || items.Any(i => i.Value is null))
        {
            return;
        }

        var residency = new RegionSet(items.Select(i => (Region)i.Value!));
        var places = (root["infra:network"]?.Below("regions") ?? [])
            .Concat(root.Below("infra:clusters"))
            .Where(c => c.Key is Region)
            .Select(c => (c.KeyAt, c.Path, Region: (Region)c.Key!))
            .Concat(Written(root).Select(l => (l.At, l.Path, Region: (Region)l.Value!)));
        foreach (var (at, path, region) in places.Where(p => !residency.Contains(p.Region)))
        {
            problems.Add(at, path, path.EndsWith($".{region}", StringComparison.Ordinal) ? null : $"{region}", $"data may stay in {residency} only (infra:residency)", "Choose one of these regions, or have residency changed by those who answer for it.");
        }
    }

    // What says a region as a value: where a bucket, a backup or a secret lies.
    private static IEnumerable<CheckedNode> Written(CheckedNode root) =>
        root.Below("infra:buckets").Select(b => b["location"])
            .Concat(root.Below("infra:clusters").Select(c => c["backupRegion"]))
            .Concat(root.Below("infra:replicaRegions"))
            .Concat(root.Below("infra:secrets").SelectMany(s => s.Below("replicas")))
            .OfType<CheckedNode>()
            .Where(l => l.Value is Region);

    private static void CheckSubnets(CheckedNode root, SettingsProblems problems)
    {
        var regions = (root["infra:network"]?.Below("regions") ?? []).Select(r => r.Name).ToArray();
        if (root["infra:network"] is null)
        {
            return;
        }

        foreach (var cluster in root.Below("infra:clusters").Where(c => c.Key is Region && !regions.Contains(c.Name, StringComparer.Ordinal)))
        {
            problems.Add(
                cluster.KeyAt,
                cluster.Path,
                null,
                "a cluster needs the address ranges of its region",
                $"Write infra:network.regions.{cluster.Name} with nodes, pods, services and controlPlane, or delete the cluster.");
        }
    }

    private static void CheckHub(CheckedNode root, SettingsProblems problems)
    {
        var clusters = root.Below("infra:clusters");
        if (clusters.IsEmpty || clusters.Any(c => c["hub"]?.Value is null))
        {
            return;
        }

        var hubs = clusters.Where(c => c["hub"]!.Value is true).ToArray();
        if (hubs.Length == 0)
        {
            problems.Add(clusters[0].KeyAt, "infra:clusters", null, "exactly one cluster of a stack is the hub that runs Argo CD, and none is", $"Write hub: true in one of them, for example {clusters[0].Name}.");
        }

        foreach (var second in hubs.Skip(1))
        {
            problems.Add(second["hub"]!.At, second["hub"]!.Path, "true", $"exactly one cluster of a stack is the hub, and {hubs[0].Name} is it already", "Delete the line, or move the hub here.");
        }
    }
}
