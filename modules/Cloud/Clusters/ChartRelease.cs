using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Infra.Cloud.Clusters;

/// <summary>Installs a chart, with every option that decides over waiting and undoing written out.</summary>
internal static class ChartRelease
{
    // Pulling images through an empty cache and rolling three replicas each takes minutes; longer is a fault.
    private const int TimeoutSeconds = 900;

    private const int KeptRevisions = 5;

    public static Release Make(string name, HelmChart chart, string release, string space, Dictionary<string, object> values, CustomResourceOptions options) => new(name, new()
    {
        Name = release,
        Chart = chart.Name,
        Version = chart.Version,
        RepositoryOpts = new RepositoryOptsArgs { Repo = chart.Repository },
        Namespace = space,
        Values = values,
        // The namespace has policies and labels that come first.
        CreateNamespace = false,
        // All or nothing: a release that does not become ready is taken back, and what it made is removed.
        Atomic = true,
        CleanupOnFail = true,
        SkipAwait = false,
        WaitForJobs = true,
        Timeout = TimeoutSeconds,
        MaxHistory = KeptRevisions,
        // Only these values count, never what an earlier revision had.
        ResetValues = true,
        ReuseValues = false,
        ForceUpdate = false,
        RecreatePods = false,
        Replace = false,
        DependencyUpdate = false,
        Devel = false,
        Lint = false,
        SkipCrds = false,
        DisableCRDHooks = false,
        DisableWebhooks = false,
        DisableOpenapiValidation = false,
        RenderSubchartNotes = false,
    }, options);
}
