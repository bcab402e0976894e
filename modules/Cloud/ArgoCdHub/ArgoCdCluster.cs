using System.Collections.Immutable;
using System.Text.Json;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>A cluster as Argo CD knows it: a Secret on the hub with its name, its address and how to sign in. It holds no credential.</summary>
/// <remarks>Labels and annotations come from <see cref="ClusterContract"/>, which ApplicationSets read. https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters</remarks>
public sealed class ArgoCdCluster : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ArgoCdCluster";

    /// <summary>Makes the secret.</summary>
    public ArgoCdCluster(string name, ArgoCdClusterArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var cluster = args.Settings.Names.Cluster(args.Cluster.Region);
        var labels = ClusterContract.LabelsOf(args.Settings.Stack, args.Cluster).Add("argocd.argoproj.io/secret-type", "cluster");
        Ready =
        [
            new Kubernetes.Core.V1.Secret(name, new()
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = $"cluster-{cluster}",
                    Namespace = ArgoCdWorkloads.Namespace.Value,
                    Labels = labels.ToDictionary(),
                    Annotations = (args.Release is null ? [] : ClusterContract.AnnotationsOf(args.Release, args.Cluster.Region).ToDictionary()),
                },
                Type = "Opaque",
                StringData =
                {
                    ["name"] = cluster,
                    ["server"] = args.Endpoint.Apply(endpoint => $"https://{endpoint}"),
                    ["config"] = Login(),
                },
            }, Under.Component(this, args.After)),
        ];
        RegisterOutputs();
    }

    /// <summary>The secret: what names the cluster comes after it.</summary>
    public ImmutableArray<Resource> Ready { get; }

    // A program of Argo CD's gives a token of the pod's Google account, for each call. The endpoint's certificate is signed by a public authority.
    private static string Login() => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["execProviderConfig"] = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
            ["command"] = "argocd-k8s-auth",
            ["args"] = new[] { "gcp" },
        },
        ["tlsClientConfig"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["insecure"] = false },
    });
}
