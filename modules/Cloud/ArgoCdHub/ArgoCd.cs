using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>Argo CD on the hub: its namespace, its credentials and its chart, in this order.</summary>
public sealed class ArgoCd : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ArgoCd";

    // What a Kubernetes account is, in Google Cloud.
    internal const string AccountAnnotation = "iam.gke.io/gcp-service-account";

    /// <summary>Makes the namespace, the credentials and Argo CD.</summary>
    public ArgoCd(string name, ArgoCdArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = new PlatformNamespace($"{name}-namespace", new()
        {
            Namespace = ArgoCdWorkloads.Namespace.Value,
            Exceptions = ArgoCdTraffic.For(args.Settings, args.Network, args.Network.In(args.Region), args.HighAvailability),
            After = args.After,
        }, new() { Parent = this });
        var credentials = new ArgoCdCredentials($"{name}-credentials", args, space.Ready, new() { Parent = this });
        Ready = [ChartRelease.Make(name, HelmChart.ArgoCd, release: "argocd", ArgoCdWorkloads.Namespace.Value, ArgoCdValues.For(args), Under.Component(this, [.. space.Ready, .. credentials.Ready]))];
        RegisterOutputs();
    }

    /// <summary>The installed chart: clusters, projects and applications come after it.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
