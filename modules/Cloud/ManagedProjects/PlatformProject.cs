using System.Collections.Immutable;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.ManagedProjects;

/// <summary>A project without a network of its own, with the few APIs that the rest is switched on through.</summary>
public sealed class PlatformProject : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:PlatformProject";

    /// <summary>The APIs of the seed project, and why.</summary>
    /// <remarks>Calls of providers and pipelines count against the seed project, so it has the APIs that organisation, billing and identity need.</remarks>
    public static ImmutableArray<string> SeedApis { get; } =
        ["billingbudgets", "cloudbilling", "cloudkms", "cloudresourcemanager", "iam", "iamcredentials", "logging", "orgpolicy", "serviceusage", "storage", "sts"];

    /// <summary>The API of an environment's project; its own stack switches on the others through it.</summary>
    public static ImmutableArray<string> EnvironmentApis { get; } = ["serviceusage"];

    /// <summary>Makes the project, or takes it over.</summary>
    public PlatformProject(string name, PlatformProjectArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var under = Under.Component(this, args.After, args.Protect);
        under.ImportId = args.Adopt ? args.Project.Value : null;
        var project = new Gcp.Organizations.Project(args.Project.Value, new()
        {
            ProjectId = args.Project.Value,
            Name = args.Project.Value,
            FolderId = args.Folder,
            BillingAccount = args.BillingAccount.Value,
            // The default network has a subnet in every region and lets in SSH from everywhere.
            AutoCreateNetwork = false,
            DeletionPolicy = args.Protect ? "PREVENT" : "DELETE",
        }, under);
        Ready =
        [
            .. args.Apis.Select(api => new Gcp.Projects.Service($"{args.Project}-{api}", new()
            {
                Project = project.ProjectId,
                ServiceName = $"{api}.googleapis.com",
                DisableOnDestroy = false,
                DisableDependentServices = false,
            }, Under.Component(this))),
        ];
        Id = project.ProjectId;
        Number = project.Number;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id, ["number"] = Number });
    }

    /// <summary>The project's id.</summary>
    public Output<string> Id { get; }

    /// <summary>The number that Google Cloud gave it.</summary>
    public Output<string> Number { get; }

    /// <summary>The APIs: whatever is made in the project comes after them.</summary>
    public ImmutableArray<Resource> Ready { get; }
}
