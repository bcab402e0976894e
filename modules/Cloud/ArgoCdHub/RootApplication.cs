using Infra.Cloud.Clusters;
using Infra.Settings.Stacks;
using Pulumi;
using static Infra.Cloud.Clusters.ChartValues;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>The one Application that Pulumi makes: it keeps the projects and the ApplicationSet of <c>gitops/&lt;env&gt;</c>, and what the set makes keeps everything else.</summary>
/// <remarks>
/// It has no finalizer of resources, so deleting it deletes nothing else. It follows a revision of the environment's release, so a merge changes
/// nothing in production until a release says so.
/// </remarks>
public sealed class RootApplication : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RootApplication";

    private const string ApiVersion = "argoproj.io/v1alpha1";
    private const string Group = "argoproj.io";
    private const string Root = "root";

    /// <summary>Makes the project and the Application.</summary>
    public RootApplication(string name, RootApplicationArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = ArgoCdWorkloads.Namespace.Value;
        var hub = args.Settings.Names.Cluster(args.Settings.Hub.Region);
        // Its project cannot come from what it keeps. It may keep projects and sets on the hub, and nothing else.
        var project = new Kubernetes.ApiExtensions.CustomResource($"{name}-project", new CustomObjectArgs(ApiVersion, "AppProject", new() { Name = Root, Namespace = space }, Map(
            ("description", "The root Application alone: projects and sets of the platform."),
            ("sourceRepos", new object[] { args.Source.Repository.Value }),
            ("destinations", new object[] { Map(("name", hub), ("namespace", space)) }),
            ("clusterResourceWhitelist", Array.Empty<object>()),
            ("namespaceResourceWhitelist", new object[] { Map(("group", Group), ("kind", "AppProject")), Map(("group", Group), ("kind", "ApplicationSet")) }))), Under.CustomObject(this, args.After));
        _ = new Kubernetes.ApiExtensions.CustomResource(name, new CustomObjectArgs(ApiVersion, "Application", new() { Name = Root, Namespace = space }, Map(
            ("project", Root),
            ("source", Map(
                ("repoURL", args.Source.Repository.Value),
                ("targetRevision", args.Source.Release.Platform.Value),
                ("path", $"gitops/{args.Settings.Stack}"),
                // What lies beside these folders is kept by the Applications of the clusters.
                ("directory", Map(("recurse", true), ("include", "{projects/*,applicationsets/*}"))))),
            ("destination", Map(("name", hub), ("namespace", space))),
            ("syncPolicy", SyncPolicy(args.Settings.Tier)))), Under.CustomObject(this, [.. args.After, project]));
        RegisterOutputs();
    }

    // A project that is gone from the release goes when no Application names it any more (its finalizer); the set stays until a person deletes it
    // (Prune=false). The retries are those of the Applications of gitops/, which say why.
    private static Dictionary<string, object> SyncPolicy(Tier tier) => Map(
        ("automated", Map(("prune", true), ("selfHeal", true))),
        ("retry", tier == Tier.Development ? Map(("limit", 10), ("refresh", true)) : Map(("limit", 10))),
        ("syncOptions", new object[] { "ServerSideApply=true", "FailOnSharedResource=true" }));
}
