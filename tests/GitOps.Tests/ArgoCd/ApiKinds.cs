namespace Infra.GitOps.Tests;

/// <summary>The kinds that every cluster serves. Source: `kubectl api-resources` of Kubernetes 1.35.</summary>
internal static class ApiKinds
{
    private const string Namespaced =
        """
        /ConfigMap /Endpoints /Event /LimitRange /PersistentVolumeClaim /Pod /PodTemplate /ReplicationController /ResourceQuota /Secret /Service /ServiceAccount
        apps/ControllerRevision apps/DaemonSet apps/Deployment apps/ReplicaSet apps/StatefulSet autoscaling/HorizontalPodAutoscaler batch/CronJob batch/Job
        coordination.k8s.io/Lease discovery.k8s.io/EndpointSlice events.k8s.io/Event networking.k8s.io/Ingress networking.k8s.io/NetworkPolicy
        policy/PodDisruptionBudget rbac.authorization.k8s.io/Role rbac.authorization.k8s.io/RoleBinding resource.k8s.io/ResourceClaim
        """;

    private const string OfTheCluster =
        """
        /Namespace /Node /PersistentVolume admissionregistration.k8s.io/MutatingWebhookConfiguration admissionregistration.k8s.io/ValidatingAdmissionPolicy
        admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding admissionregistration.k8s.io/ValidatingWebhookConfiguration
        apiextensions.k8s.io/CustomResourceDefinition apiregistration.k8s.io/APIService certificates.k8s.io/CertificateSigningRequest
        flowcontrol.apiserver.k8s.io/FlowSchema flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration networking.k8s.io/IngressClass node.k8s.io/RuntimeClass
        rbac.authorization.k8s.io/ClusterRole rbac.authorization.k8s.io/ClusterRoleBinding resource.k8s.io/DeviceClass scheduling.k8s.io/PriorityClass
        storage.k8s.io/CSIDriver storage.k8s.io/CSINode storage.k8s.io/StorageClass storage.k8s.io/VolumeAttachment
        """;

    /// <summary>Each kind, with whether its objects stand in namespaces.</summary>
    public static IReadOnlyDictionary<(string Group, string Kind), bool> BuiltIn { get; } =
        Read(Namespaced, true).Concat(Read(OfTheCluster, false)).ToDictionary(k => k.Key, k => k.Value);

    private static IEnumerable<KeyValuePair<(string Group, string Kind), bool>> Read(string kinds, bool namespaced) =>
        kinds.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(k => k.Split('/')).Select(k => KeyValuePair.Create((k[0], k[1]), namespaced));
}
