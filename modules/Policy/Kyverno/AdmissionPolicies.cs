using System.Collections.Immutable;
using Infra.Policy.Subjects;

namespace Infra.Policy.Kyverno;

/// <summary>The rules that admission can check, as Kyverno patterns.</summary>
/// <remarks>https://kyverno.io/docs/policy-types/cluster-policy/validate/ : <c>=(x)</c> counts where x is there, <c>X(x)</c> forbids it, <c>?*</c> is any text.</remarks>
internal static class AdmissionPolicies
{
    public static ImmutableArray<AdmissionPolicy> Of(EnvironmentFacts environment) =>
    [
        new("ESO001", "external-secrets.io/*/ClusterSecretStore", AdmissionScope.Cluster, "deny:\n  conditions:\n    all:\n      - key: \"{{ length(request.object.spec.conditions || `[]`) }}\"\n        operator: Equals\n        value: 0\n"),
        new("ESO002", "external-secrets.io/*/ExternalSecret, external-secrets.io/*/SecretStore, external-secrets.io/*/ClusterSecretStore", AdmissionScope.Cluster, "pattern:\n  apiVersion: external-secrets.io/v1\n"),
        new("ESO003", "external-secrets.io/*/PushSecret, external-secrets.io/*/ClusterPushSecret", AdmissionScope.Cluster, "deny: {}\n"),
        new("ESO004", "external-secrets.io/*/ExternalSecret", AdmissionScope.Cluster, "pattern:\n  spec:\n    =(target):\n      =(creationPolicy): Owner\n"),
        new("K8S001", "Namespace", AdmissionScope.Namespaces, "pattern:\n  metadata:\n    labels:\n      pod-security.kubernetes.io/enforce: restricted\n"),
        new("K8S006", "RoleBinding, ClusterRoleBinding", AdmissionScope.Tenants, "pattern:\n  =(subjects):\n    - name: \"!system:authenticated & !system:unauthenticated & !system:anonymous\"\n"),
        new("K8S007", "RoleBinding", AdmissionScope.Tenants, "pattern:\n  roleRef:\n    name: \"!cluster-admin\"\n"),
        new("K8S008", "Pod", AdmissionScope.Tenants, Containers("securityContext:\n  =(privileged): false\n  allowPrivilegeEscalation: false\n")),
        new("K8S009", "Pod", AdmissionScope.Tenants, "pattern:\n  spec:\n    =(hostNetwork): false\n    =(hostPID): false\n    =(hostIPC): false\n    =(volumes):\n      - X(hostPath): \"null\"\n"),
        new("K8S010", "Pod", AdmissionScope.Tenants, "podSecurity:\n  level: restricted\n  version: latest\n"),
        new("K8S011", "Pod", AdmissionScope.Tenants, Containers("resources:\n  requests:\n    cpu: \"?*\"\n    memory: \"?*\"\n  limits:\n    memory: \"?*\"\n")),
        new("K8S012", "Pod", AdmissionScope.Tenants, Containers($"image: \"{string.Join(" | ", environment.Registries.Select(r => r + "*"))}\"\n")),
        new("K8S013", "Pod", AdmissionScope.Tenants, Containers("image: \"*:* & !*:latest\"\n")),
        new("K8S014", "Service", AdmissionScope.Tenants, "anyPattern:\n  - spec:\n      =(type): \"!LoadBalancer\"\n  - metadata:\n      annotations:\n        networking.gke.io/load-balancer-type: Internal\n"),
        new("K8S018", "Namespace", AdmissionScope.Namespaces, $"pattern:\n  metadata:\n    =(labels):\n      =(environment): {environment.Name}\n"),
        new("LAB002", "Namespace", AdmissionScope.Namespaces, "pattern:\n  metadata:\n    labels:\n      environment: \"?*\"\n      team: \"?*\"\n      tenant: \"?*\"\n"),
        .. environment.ImageKeys.IsEmpty ? [] : (ReadOnlySpan<AdmissionPolicy>)[new AdmissionPolicy("KYV003", "Pod", AdmissionScope.Tenants, "") { ImageKeys = environment.ImageKeys }],
    ];

    // What must hold for each container, those that run before the others and those of a debugger included.
    private static string Containers(string container)
    {
        string item = string.Concat(container.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((l, i) => $"{(i == 0 ? "      - " : "        ")}{l}\n"));
        return $"pattern:\n  spec:\n    containers:\n{item}    =(initContainers):\n{item}    =(ephemeralContainers):\n{item}";
    }
}
