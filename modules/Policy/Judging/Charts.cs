namespace Infra.Policy.Judging;

/// <summary>The charts of the platform, by their names.</summary>
internal static class Charts
{
    public const string ArgoCd = "argo-cd";
    public const string ExternalSecrets = "external-secrets";
}
