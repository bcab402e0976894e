using System.Collections.Immutable;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What Argo CD's accounts may do in Google Cloud: connect to the project's clusters by their DNS names, and nothing else.</summary>
/// <remarks>
/// A role of our own with the one permission that the DNS endpoint asks for. Google's roles that have it also list clusters and read their
/// settings. What the accounts may do inside a cluster is said there, by <see cref="ArgoCdAccess"/>.
/// https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
/// </remarks>
public sealed class ArgoCdIdentity : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ArgoCdIdentity";

    private const string RoleId = "argocdClusterConnect";

    /// <summary>Makes the role and gives it to the accounts.</summary>
    public ArgoCdIdentity(string name, ArgoCdIdentityArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var role = new Gcp.Projects.IAMCustomRole(name, new()
        {
            RoleId = RoleId,
            Project = args.Names.Project.Value,
            Title = "Argo CD: connect to clusters",
            Description = "Reaches control planes by their DNS names; rights inside a cluster are given there.",
            Permissions = { "container.clusters.connect" },
            Stage = "GA",
        }, Under.Component(this, args.After));
        Grants =
        [
            .. args.Members.Select(member => new Gcp.Projects.IAMMember($"{name}-{member.Key}", new()
            {
                Project = args.Names.Project.Value,
                Role = role.Id,
                Member = member.Value,
            }, Under.Component(this))),
        ];
        RegisterOutputs();
    }

    /// <summary>The permissions to connect.</summary>
    public ImmutableArray<Resource> Grants { get; }
}
