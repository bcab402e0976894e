using System.Collections.Immutable;
using Infra.Cloud.ArgoCdHub;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Observing;

/// <summary>What stands on a cluster before GitOps takes over, by the names that the charts of <c>modules/Cloud</c> give it.</summary>
internal static class RootParts
{
    /// <summary>The Application that Pulumi makes, which keeps the projects and the set.</summary>
    public const string Application = "root";

    /// <summary>The kinds of Argo CD.</summary>
    public static ImmutableArray<string> ArgoCdKinds { get; } = ["applications.argoproj.io", "applicationsets.argoproj.io", "appprojects.argoproj.io"];

    /// <summary>The version of them.</summary>
    public const string ArgoCdVersion = "v1alpha1";

    /// <summary>The kinds of External Secrets that are used here.</summary>
    public static ImmutableArray<string> SecretKinds { get; } = ["externalsecrets.external-secrets.io", "secretstores.external-secrets.io"];

    /// <summary>The version of them.</summary>
    public static string SecretVersion { get; } = ExternalSecrets.ApiVersion.Split('/')[1];

    /// <summary>The parts of External Secrets.</summary>
    public static ImmutableArray<string> Secrets { get; } = ["Deployment/external-secrets", "Deployment/external-secrets-cert-controller", "Deployment/external-secrets-webhook"];

    /// <summary>The parts of Argo CD. People sign in at the company's provider directly, so there is no Dex.</summary>
    /// <param name="tier">What the environment is for: production has Redis with members behind a proxy.</param>
    public static ImmutableArray<string> ArgoCd(Tier tier) =>
    [
        "StatefulSet/argocd-application-controller",
        "Deployment/argocd-applicationset-controller",
        "Deployment/argocd-notifications-controller",
        "Deployment/argocd-repo-server",
        "Deployment/argocd-server",
        .. ArgoCdArgs.HasRedisMembers(tier) ? (string[])["Deployment/argocd-redis-ha-haproxy", "StatefulSet/argocd-redis-ha-server"] : ["Deployment/argocd-redis"],
    ];
}
