using System.Collections.Immutable;
using Infra.Cloud.Registry;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Gke;

/// <summary>The account that a cluster's nodes run as. It can do what nodes do and nothing else; the default account could edit the project.</summary>
internal sealed class NodeAccount : ComponentResource
{
    public const string Token = "infra:cloud:NodeAccount";

    /// <summary>The least that nodes need.</summary>
    /// <remarks>https://docs.cloud.google.com/kubernetes-engine/docs/how-to/service-accounts: the documented minimum. Which images nodes may
    /// pull is granted on the repositories, by <see cref="RegionRegistry"/>.</remarks>
    public static readonly ImmutableArray<string> Roles = ["roles/container.defaultNodeServiceAccount"];

    public NodeAccount(string name, ResourceNames names, Region region, IReadOnlyList<Resource> after, ComponentResourceOptions options)
        : base(Token, name, options)
    {
        var id = names.NodeAccount(region);
        var account = new Gcp.ServiceAccount.Account(id, new()
        {
            AccountId = id,
            DisplayName = $"Nodes of {names.Cluster(region)}",
            Description = "GKE nodes; workloads have accounts of their own.",
        }, Under.Component(this, after));
        Grants =
        [
            .. Roles.Select(role => new Gcp.Projects.IAMMember($"{id}-{role[(role.IndexOf('/', StringComparison.Ordinal) + 1)..]}", new()
            {
                Project = names.Project.Value,
                Role = role,
                Member = account.Member,
            }, Under.Component(this))),
        ];
        Email = account.Email;
        Member = account.Member;
        RegisterOutputs();
    }

    /// <summary>Nodes without these grants come up and report nothing.</summary>
    public ImmutableArray<Resource> Grants { get; }

    public Output<string> Email { get; }

    public Output<string> Member { get; }
}
