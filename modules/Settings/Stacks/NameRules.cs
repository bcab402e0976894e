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
            var names = new ResourceNames(prefix, stack, root.Maybe<ProjectId>("gcp:project") ?? ProjectId.Of("unknown-project"));
            Check(root, names, problems);
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
            Check<GkeName>(node, "its cluster", names.Cluster(region), problems);
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
            excess > 0 ? $"Shorten it, or infra:prefix, by {excess}." : "Choose another name.");
    }
}
