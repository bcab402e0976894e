using Infra.Model;
using Pulumi;
using static Infra.Cloud.ChartValues;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud;

/// <summary>The one Application that Pulumi makes: it keeps the projects and ApplicationSets of <c>gitops/&lt;env&gt;</c>, and they keep everything else.</summary>
/// <remarks>
/// It has no finalizer of resources, so deleting it deletes nothing else. It follows a revision of the environment's release, so a merge changes
/// nothing in production until a release says so. Source: DESIGN, "on each cluster, by Pulumi".
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
            ("namespaceResourceWhitelist", new object[] { Map(("group", Group), ("kind", "AppProject")), Map(("group", Group), ("kind", "ApplicationSet")) }))), Under.Component(this, args.After));
        _ = new Kubernetes.ApiExtensions.CustomResource(name, new CustomObjectArgs(ApiVersion, "Application", new() { Name = Root, Namespace = space }, Map(
            ("project", Root),
            ("source", Map(
                ("repoURL", args.Source.Repository.Value),
                ("targetRevision", args.Source.Release.Platform.Value),
                ("path", $"gitops/{args.Settings.Stack}"),
                // What is for other clusters lies beside these folders and is kept by the sets.
                ("directory", Map(("recurse", true), ("include", "{projects/*,applicationsets/*}"))))),
            ("destination", Map(("name", hub), ("namespace", space))),
            ("revisionHistoryLimit", 10),
            ("syncPolicy", SyncPolicy(args.Settings.Tier)))), Under.Component(this, [.. args.After, project]));
        RegisterOutputs();
    }

    // In production a set that is gone from the release is deleted by a person, who sees what goes with it.
    private static Dictionary<string, object> SyncPolicy(Tier tier) => Map(
        ("automated", Map(("prune", tier != Tier.Production), ("selfHeal", true), ("allowEmpty", false))),
        ("retry", Map(("limit", 5), ("backoff", Map(("duration", "5s"), ("factor", 2), ("maxDuration", "3m"))))),
        ("syncOptions", new object[] { "ServerSideApply=true", "FailOnSharedResource=true" }));
}
