using System.Collections.Immutable;
using Infra.Model.Values;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Environments;

/// <summary>The APIs that an environment uses; everything else comes after them.</summary>
internal sealed class Apis : ComponentResource
{
    public const string Token = "infra:cloud:Apis";

    /// <summary>Names without <c>.googleapis.com</c>. serviceusage is not here: without it none can be enabled, so bootstrap does it.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "artifactregistry", "binaryauthorization", "cloudkms", "cloudresourcemanager", "compute", "container", "containerscanning", "containersecurity", "dns",
        "gkebackup", "iam", "iamcredentials", "logging", "monitoring", "pubsub", "secretmanager", "storage",
    ];

    public Apis(string name, ProjectId project, ComponentResourceOptions options)
        : base(Token, name, options)
    {
        Enabled =
        [
            .. Names.Select(api => new Gcp.Projects.Service(api, new()
            {
                Project = project.Value,
                ServiceName = $"{api}.googleapis.com",
                // Others in the project may use it too; an API that is on costs nothing.
                DisableOnDestroy = false,
                DisableDependentServices = false,
            }, Under.Component(this))),
        ];
        RegisterOutputs();
    }

    public ImmutableArray<Resource> Enabled { get; }
}
