using Infra.Model.Values;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Keys;

/// <summary>Google's own accounts that use our keys and topics. They must exist before anything is granted to them.</summary>
/// <remarks>Those of Storage and Compute Engine have no service identity to make: they come with their APIs, and their address is known
/// from the project's number. No data source is read, so a preview needs no credentials.</remarks>
public sealed class ServiceAgents : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ServiceAgents";

    /// <summary>Makes the agents.</summary>
    public ServiceAgents(string name, ServiceAgentsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Gke = Identity(name, args, "container");
        PubSub = Identity(name, args, "pubsub");
        SecretManager = Identity(name, args, "secretmanager");
        ArtifactRegistry = Identity(name, args, "artifactregistry");
        Storage = ByNumber(args.ProjectNumber, "gs-project-accounts");
        Compute = ByNumber(args.ProjectNumber, "compute-system");
        RegisterOutputs();
    }

    /// <summary>The member that GKE's control plane acts as.</summary>
    public Output<string> Gke { get; }

    /// <summary>The member that Pub/Sub acts as.</summary>
    public Output<string> PubSub { get; }

    /// <summary>The member that Secret Manager acts as.</summary>
    public Output<string> SecretManager { get; }

    /// <summary>The member that Cloud Storage acts as.</summary>
    public Output<string> Storage { get; }

    /// <summary>The member that Compute Engine acts as, for boot disks.</summary>
    public Output<string> Compute { get; }

    /// <summary>The member that Artifact Registry acts as.</summary>
    public Output<string> ArtifactRegistry { get; }

    private Output<string> Identity(string name, ServiceAgentsArgs args, string api) =>
        new Gcp.Projects.ServiceIdentity($"{name}-{api}", new() { Project = args.Project.Value, Service = $"{api}.googleapis.com" }, Under.Component(this, args.After)).Member;

    private static Output<string> ByNumber(ProjectNumber number, string domain) =>
        Output.Create($"serviceAccount:service-{number}@{domain}.iam.gserviceaccount.com");
}
