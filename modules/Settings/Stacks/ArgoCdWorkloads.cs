using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Stacks;

/// <summary>The workloads of Argo CD itself. They are there in every environment and are not settings.</summary>
public static class ArgoCdWorkloads
{
    /// <summary>The namespace of Argo CD.</summary>
    public static KubernetesName Namespace { get; } = KubernetesName.Of("argocd");

    /// <summary>What reads Argo CD's own credentials from Secret Manager: the consumer to name in their entries.</summary>
    public static WorkloadSettings Secrets { get; } = new(KubernetesName.Of("argo-secrets"), Namespace, KubernetesName.Of("argocd-secrets"));

    /// <summary>The controller, which changes clusters.</summary>
    public static WorkloadSettings Controller { get; } = new(KubernetesName.Of("argo-sync"), Namespace, KubernetesName.Of("argocd-application-controller"));

    /// <summary>The server, which shows clusters to people.</summary>
    public static WorkloadSettings Server { get; } = new(KubernetesName.Of("argo-ui"), Namespace, KubernetesName.Of("argocd-server"));

    /// <summary>All of them, in ordinal order of names.</summary>
    public static ImmutableArray<WorkloadSettings> All { get; } = [Secrets, Controller, Server];
}
