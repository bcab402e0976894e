using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Cli.Tests;

/// <summary>The order in which a platform comes up on its clusters, checked on the dependencies of a plan: a line of the program is no order, because an engine makes at once what does not wait.</summary>
internal sealed class PlatformOrder
{
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Cluster = "gcp:container/cluster:Cluster";
    private const string NodePool = "gcp:container/nodePool:NodePool";
    private const string Provider = "pulumi:providers:kubernetes";
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    private const string Store = "kubernetes:external-secrets.io/v1:SecretStore";
    private const string External = "kubernetes:external-secrets.io/v1:ExternalSecret";
    private const string ClusterSecret = "kubernetes:core/v1:Secret";
    private const string ClusterRole = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
    private const string Project = "kubernetes:argoproj.io/v1alpha1:AppProject";
    private const string Application = "kubernetes:argoproj.io/v1alpha1:Application";
    private const string PullGrant = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";
    private const string SecretGrant = "gcp:secretmanager/secretIamMember:SecretIamMember";

    private readonly IReadOnlyList<PlanStep> steps;
    private readonly Dictionary<Urn, PlanStep> byUrn;

    public PlatformOrder(IEnumerable<PlanStep> steps)
    {
        this.steps = [.. steps];
        byUrn = this.steps.ToDictionary(s => s.Urn);
    }

    /// <summary>What must wait, and for what.</summary>
    public IEnumerable<(PlanStep Late, PlanStep Early)> Rules() =>
    [
        .. Of(Provider).SelectMany(p => Pairs([p], Of(Cluster, NodePool).Where(c => c.Name == p.Name || c.Name.StartsWith($"{p.Name}-", StringComparison.Ordinal)))),
        .. InCluster().SelectMany(o => Pairs([o], Of(Provider).Where(p => p.Urn == o.Provider))),
        .. InCluster().Where(o => SpaceOf(o) is not null).SelectMany(o => Pairs([o], Of(Namespace).Where(n => n.Provider == o.Provider && Text(n, "metadata", "name") == SpaceOf(o)))),
        .. Of(Release).SelectMany(r => Pairs([r], Of(Policy).Where(p => p.Provider == r.Provider && SpaceOf(p) == SpaceOf(r)))),
        .. Of(Release).SelectMany(r => Pairs([r], Of(PullGrant).Where(g => r.Provider!.Value.Name.EndsWith(RegionOf(g), StringComparison.Ordinal)))),
        .. Of(Store, External).SelectMany(s => Pairs([s], Chart("external-secrets").Where(c => c.Provider == s.Provider))),
        .. Pairs(Of(Store), Of(SecretGrant).Where(g => g.Name.StartsWith("argocd-", StringComparison.Ordinal))),
        .. Pairs(Of(External), Of(Store)),
        .. Pairs(Chart("argo-cd"), Of(External)),
        .. Pairs(Of(Project, Application), Chart("argo-cd")),
        .. Pairs(Of(ClusterSecret), Chart("argo-cd")),
        .. Of(ClusterSecret).SelectMany(s => Pairs([s], Of(ClusterRole).Where(b => s.Name.StartsWith(b.Name[..b.Name.IndexOf("-argocd-access", StringComparison.Ordinal)], StringComparison.Ordinal)))),
        .. Pairs(Of(ClusterSecret), steps.Where(s => s.Type == "gcp:projects/iAMMember:IAMMember" && s.Name.Contains("argocd-identity", StringComparison.Ordinal))),
        .. Pairs(Of(Application), Of(ClusterSecret, Project)),
    ];

    /// <summary>The rules that the plan breaks.</summary>
    public IEnumerable<string> Problems(IEnumerable<(PlanStep Late, PlanStep Early)>? rules = null) =>
        (rules ?? Rules()).Where(r => !Before(byUrn[r.Late.Urn]).Contains(r.Early.Urn)).Select(r => Line(r.Late, r.Early));

    public static string Line(PlanStep late, PlanStep early) => $"{late.Type} {late.Name} does not wait for {early.Type} {early.Name}";

    /// <summary>The releases of a chart.</summary>
    public IEnumerable<PlanStep> Chart(string chart) => Of(Release).Where(r => r.Inputs.Text("chart") == chart);

    private IEnumerable<PlanStep> Of(params string[] types) => steps.Where(s => types.Contains(s.Type, StringComparer.Ordinal));

    private IEnumerable<PlanStep> InCluster() => steps.Where(s => s.Type.StartsWith("kubernetes:", StringComparison.Ordinal));

    private static string? SpaceOf(PlanStep step) => step.Type == Release ? step.Inputs.Text("namespace") : Text(step, "metadata", "namespace");

    private static string RegionOf(PlanStep grant) => string.Join('-', grant.Name.Split('-').Skip(2).Take(2));

    private static string? Text(PlanStep step, string block, string key) => (step.Inputs[block] as MapValue)?.Map.Text(key);

    private static IEnumerable<(PlanStep, PlanStep)> Pairs(IEnumerable<PlanStep> late, IEnumerable<PlanStep> early)
    {
        PlanStep[] all = [.. early];
        return late.SelectMany(l => all.Select(e => (l, e)));
    }

    // Everything that comes before, by dependencies and providers.
    private HashSet<Urn> Before(PlanStep step)
    {
        HashSet<Urn> found = [];
        Stack<PlanStep> left = new([step]);
        while (left.TryPop(out PlanStep? next))
        {
            foreach (Urn urn in next.Provider is { } provider ? next.DependsOn.Add(provider) : next.DependsOn)
            {
                if (found.Add(urn) && byUrn.TryGetValue(urn, out PlanStep? known))
                {
                    left.Push(known);
                }
            }
        }

        return found;
    }
}
