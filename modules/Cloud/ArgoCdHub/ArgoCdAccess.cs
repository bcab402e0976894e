using System.Collections.Immutable;
using Infra.Cloud.Gke;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What Argo CD's accounts may do inside one cluster, which trusts them by the address of their Google account.</summary>
/// <remarks>
/// The controller is an administrator: it installs roles and kinds, and whoever may write roles may take any. What it is told to install is
/// bounded by projects. The server, which people talk to, may only look, and not at Secrets.
/// By account and not by group: a group is changed outside this repository, without a plan.
/// </remarks>
public sealed class ArgoCdAccess : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ArgoCdAccess";

    private const string RbacGroup = "rbac.authorization.k8s.io";

    /// <summary>Gives the accounts their roles.</summary>
    public ArgoCdAccess(string name, ArgoCdAccessArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Grants = [Grant(name, "argocd-controller", "cluster-admin", ArgoCdWorkloads.Controller, args), Grant(name, "argocd-server", "view", ArgoCdWorkloads.Server, args)];
        RegisterOutputs();
    }

    /// <summary>The bindings.</summary>
    public ImmutableArray<Resource> Grants { get; }

    private Kubernetes.Rbac.V1.ClusterRoleBinding Grant(string name, string binding, string role, WorkloadSettings workload, ArgoCdAccessArgs args) => new($"{name}-{binding}", new()
    {
        Metadata = new ObjectMetaArgs { Name = binding },
        RoleRef = new RoleRefArgs { ApiGroup = RbacGroup, Kind = "ClusterRole", Name = role },
        Subjects = { new SubjectArgs { ApiGroup = RbacGroup, Kind = "User", Name = WorkloadAccount.EmailOf(args.Names, workload) } },
    }, Under.Component(this, args.After));
}
