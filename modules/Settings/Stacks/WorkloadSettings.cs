using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>A workload with an identity in Google Cloud: the Kubernetes service account that may act as a Google service account.</summary>
/// <param name="Name">Its name; the Google account is named after it.</param>
/// <param name="Namespace">The Kubernetes namespace.</param>
/// <param name="ServiceAccount">The Kubernetes service account.</param>
public sealed record WorkloadSettings(KubernetesName Name, KubernetesName Namespace, KubernetesName ServiceAccount)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("namespace", TextKind.Of<KubernetesName>(), "The Kubernetes namespace: tenant, team and environment."),
        new Setting("serviceAccount", TextKind.Of<KubernetesName>(), "The Kubernetes service account."));

    internal static WorkloadSettings Bind(CheckedNode node) => new(
        (KubernetesName)node.Key!,
        node.Get<KubernetesName>("namespace"),
        node.Get<KubernetesName>("serviceAccount"));
}
