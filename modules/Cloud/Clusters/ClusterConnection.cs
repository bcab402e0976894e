using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Provider;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.Clusters;

/// <summary>How Pulumi reaches a cluster: by the DNS name of its control plane, as whoever runs Pulumi, with no token and no certificate.</summary>
public sealed class ClusterConnection : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ClusterConnection";

    // A burst of a whole chart fits; Kubernetes' own default of 10 would make a first install wait for itself.
    private const int CallBurst = 120;
    private const double CallsPerSecond = 50;
    private const int CallTimeoutSeconds = 60;

    /// <summary>Makes the provider.</summary>
    public ClusterConnection(string name, ClusterConnectionArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Cluster = args.Names.Cluster(args.Region);
        Provider = new Kubernetes.Provider(Cluster, new()
        {
            KubeConfig = args.Endpoint.Apply(endpoint => Kubeconfig.Of(Cluster, endpoint)),
            // Which cluster this is, whatever the kubeconfig says: a changed endpoint or command does not replace what is in the cluster.
            ClusterIdentifier = $"{args.Names.Project}/{Cluster}",
            // Argo CD applies on the server too, and fields have owners there.
            EnableServerSideApply = true,
            // A field that something else owns is a conflict to read about and not to take.
            EnablePatchForce = false,
            // Secrets and config maps change in place: what reads them is restarted by what watches them, not by a new name.
            EnableSecretMutable = true,
            EnableConfigMapMutable = true,
            // An object of the same name that somebody else made is a mistake, not ours to take over.
            UpsertExistingObjects = false,
            // A cluster that cannot be reached is an error. Passing over it would forget what is in it.
            DeleteUnreachable = false,
            SkipUpdateUnreachable = false,
            SuppressDeprecationWarnings = false,
            SuppressHelmHookWarnings = false,
            KubeClientSettings = new KubeClientSettingsArgs { Burst = CallBurst, Qps = CallsPerSecond, Timeout = CallTimeoutSeconds },
            HelmReleaseSettings = new HelmReleaseSettingsArgs { Driver = "secret" },
        }, Under.Component(this, args.After));
        RegisterOutputs();
    }

    /// <summary>The provider of everything in the cluster.</summary>
    public ProviderResource Provider { get; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; }
}
