using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Every name that is composed from settings is one that Google Cloud accepts; the composed name is checked, not its parts.</summary>
internal static class NameRules
{
    public static void Check(CheckedNode root, StackName stack, SettingsProblems problems)
    {
        if (root.Maybe<NamePrefix>("infra:prefix") is { } prefix)
        {
            // The project begins the names of buckets only; any stands in where it is wrong.
            var names = new ResourceNames(prefix, stack, root.Maybe<ProjectId>("gcp:project") ?? ProjectId.Of("unknown-project")) { RegionCodes = root.Maybe<string>("infra:regionNames") == "code" };
            Check(root, names, problems);
        }

        CheckClusterNames(root, problems);
    }

    // Backups, Argo CD and alerts know a cluster by its name.
    private static void CheckClusterNames(CheckedNode root, SettingsProblems problems)
    {
        var named = root.Below("infra:clusters").Select(c => (Cluster: c, Node: c["name"])).Where(c => c.Node?.Value is GkeName).ToArray();
        foreach (var second in named.GroupBy(c => c.Node!.Value).SelectMany(g => g.Skip(1)))
        {
            var first = named.First(c => c.Node!.Value!.Equals(second.Node!.Value)).Cluster;
            problems.Add(second.Node!.At, second.Node.Path, $"{second.Node.Value}", $"the cluster of {first.Name} has this name already", "Write another name, or none: it is composed then.");
        }
    }

    private static void Check(CheckedNode root, ResourceNames names, SettingsProblems problems)
    {
        foreach (var workload in ArgoCdWorkloads.All)
        {
            Check<AccountId>(root["infra:prefix"]!, $"the Google service account of {workload.Name}", names.WorkloadAccount(workload.Name), problems);
        }

        foreach (var (node, region) in Keyed<Region>(root["infra:network"]?.Below("regions") ?? []))
        {
            Check<GceName>(node, "its control plane subnet", names.ControlPlaneSubnet(region), problems);
        }

        foreach (var (node, region) in Keyed<Region>(root.Below("infra:clusters")))
        {
            if (node["name"] is null)
            {
                Check<GkeName>(node, "its cluster", names.Cluster(region), problems);
            }

            Check<AccountId>(node, "the account of its nodes", names.NodeAccount(region), problems);
        }

        foreach (var (node, purpose) in Keyed<GceName>(root.Below("infra:buckets")))
        {
            Check<BucketName>(node, "its bucket", names.Bucket(purpose), problems);
        }

        foreach (var (node, workload) in Keyed<KubernetesName>(root.Below("infra:workloads")))
        {
            Check<AccountId>(node, "its Google service account", names.WorkloadAccount(workload), problems);
        }

        foreach (var (node, name) in Keyed<GceName>(root["infra:network"]?.Below("egress") ?? []))
        {
            Check<GceName>(node, "its firewall rule", names.Of($"allow-egress-{name}"), problems);
        }
    }

    private static IEnumerable<(CheckedNode Node, T Key)> Keyed<T>(IEnumerable<CheckedNode> nodes)
        where T : class =>
        nodes.Where(n => n.Key is T).Select(n => (n, (T)n.Key!));

    private static void Check<T>(CheckedNode node, string what, string name, SettingsProblems problems)
        where T : class, ITextValue<T>
    {
        if (T.TryParse(name, out _, out var misfit))
        {
            return;
        }

        var excess = name.Length - T.Rule.MaxLength;
        problems.Add(
            node.KeyAt,
            node.Path,
            null,
            $"{what} would be named {name} ({name.Length} characters), and {misfit.Rule}",
            excess > 0 ? Shorter(node, excess) : "Choose another name.");
    }

    private static string Shorter(CheckedNode node, int excess) => node.Key is Region region && region.Value.Length - region.Code.Length >= excess
        ? $"Write infra:regionNames: code before the stack is made: then names have {region.Code} for {region} (docs/regions.md). Or shorten infra:prefix by {excess}."
        : $"Shorten it, or infra:prefix, by {excess}.";
}
