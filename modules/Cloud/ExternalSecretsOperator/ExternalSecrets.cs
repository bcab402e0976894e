using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Cloud.Registry;
using Pulumi;

namespace Infra.Cloud.ExternalSecretsOperator;

/// <summary>External Secrets in a cluster: it copies entries of Secret Manager into Secrets, each store as an account of its own.</summary>
/// <remarks>It has no account of its own in Google Cloud: a store names the Kubernetes account that it reads as, and only where a Role lets it.</remarks>
public sealed class ExternalSecrets : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ExternalSecrets";

    /// <summary>The namespace.</summary>
    public const string Namespace = "external-secrets";

    /// <summary>The Kubernetes account of the controller, which a Role must let ask for the tokens of a store's account.</summary>
    public const string ServiceAccount = "external-secrets";

    /// <summary>The version of its objects. Older ones are not served.</summary>
    public const string ApiVersion = "external-secrets.io/v1";

    /// <summary>Makes the namespace and installs the chart.</summary>
    public ExternalSecrets(string name, ExternalSecretsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = new PlatformNamespace(
            $"{name}-namespace",
            new() { Namespace = Namespace, Exceptions = ExternalSecretsTraffic.For(args.Ranges), After = args.After },
            new() { Parent = this });
        var release = ChartRelease.Make(
            name,
            HelmChart.ExternalSecrets,
            release: Namespace,
            Namespace,
            ExternalSecretsValues.For(args.Tier, RegionRegistry.AddressOf(args.Project, args.Region, "ghcr")),
            Under.Component(this, space.Ready));
        Ready = [release];
        RegisterOutputs();
    }

    /// <summary>The installed chart: stores and what they copy come after it, because it brings their kinds and the webhook that checks them.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
