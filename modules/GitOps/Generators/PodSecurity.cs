namespace Infra.GitOps.Generators;

/// <summary>The labels of a namespace in which only restricted pods start. Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/.</summary>
internal static class PodSecurity
{
    public static Dictionary<string, object?> Labels(params (string Key, object? Value)[] more) => Manifest.Map(
    [
        ("pod-security.kubernetes.io/enforce", "restricted"),
        ("pod-security.kubernetes.io/enforce-version", "latest"),
        ("pod-security.kubernetes.io/audit", "restricted"),
        ("pod-security.kubernetes.io/warn", "restricted"),
        .. more,
    ]);
}
