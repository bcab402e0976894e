using System.Globalization;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using static Infra.Cloud.Clusters.ChartValues;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>The settings of Argo CD itself, which the chart writes into its config maps.</summary>
internal static class ArgoCdConfig
{
    private const string On = "true";
    private const string Off = "false";

    public static Dictionary<string, object> For(ArgoCdSettings settings, Tier tier, int clusters) => Map(
        ("cm", Settings(settings, clusters)),
        ("params", Parameters()),
        ("rbac", Map(
            ("create", true),
            ("policy.default", ""),
            ("policy.csv", ArgoCdRbac.Policy(settings.Groups, tier)),
            ("policy.matchMode", "glob"),
            ("scopes", "[groups]"))),
        // It holds the key of sessions, which the server makes; everything else comes through External Secrets.
        ("secret", Map(("createSecret", true))));

    private static Dictionary<string, object> Settings(ArgoCdSettings settings, int clusters)
    {
        var interval = ArgoCdPace.IntervalSeconds(clusters);
        return Map(
            ("create", true),
            ("url", $"https://{settings.Domain}"),
            ("oidc.config", Oidc(settings.Sso)),
            ("admin.enabled", Off),
            ("users.anonymous.enabled", Off),
            ("exec.enabled", Off),
            ("statusbadge.enabled", Off),
            // The hub is a cluster like the others, with a secret, an account and a name. Nothing works with the pods' own rights.
            ("cluster.inClusterEnabled", Off),
            // Labels are cut at 63 characters and are used by others; the annotation holds the whole name.
            ("application.resourceTrackingMethod", "annotation"),
            ("resource.customizations.health.argoproj.io_Application", ApplicationHealth.Script),
            ("timeout.reconciliation", Seconds(interval)),
            ("timeout.reconciliation.jitter", Seconds(interval / 2)),
            ("timeout.hard.reconciliation", "0s"),
            // Charts and plain manifests are in use; what is not in use cannot be attacked.
            ("helm.enable", On),
            ("kustomize.enable", Off),
            ("jsonnet.enable", Off));
    }

    // Straight to the company's provider and not through Dex: it speaks OpenID Connect and names groups, so Dex would be one more thing
    // that holds sessions and must be kept running.
    private static string Oidc(ArgoCdSsoSettings sso) =>
        $"""
        name: SSO
        issuer: {sso.Issuer}
        clientID: {sso.ClientId}
        clientSecret: ${ArgoCdCredentials.SsoSecret}:{ArgoCdCredentials.SsoKey}
        requestedScopes:
          - openid
          - profile
          - email
          - groups
        requestedIDTokenClaims:
          groups:
            essential: true

        """.ReplaceLineEndings("\n");

    private static Dictionary<string, object> Parameters() => Map(
        ("create", true),
        ("controller.diff.server.side", On),
        ("controller.operation.processors", Text(ArgoCdPace.Syncs)),
        ("controller.kubectl.parallelism.limit", Text(ArgoCdPace.Calls)),
        ("controller.sync.timeout.seconds", Text(ArgoCdPace.SyncSeconds)),
        ("controller.repo.server.timeout.seconds", Text(ArgoCdPace.TimeoutSeconds)),
        ("server.repo.server.timeout.seconds", Text(ArgoCdPace.TimeoutSeconds)),
        ("reposerver.repo.cache.expiration", $"{ArgoCdPace.ManifestMinutes}m"),
        ("reposerver.parallelism.limit", Text(ArgoCdPace.Syncs)),
        ("reposerver.tls.minversion", "1.3"),
        // Repositories have neither submodules nor links out of themselves.
        ("reposerver.enable.git.submodule", Off),
        ("reposerver.allow.oob.symlinks", Off),
        ("applicationsetcontroller.enable.git.submodule", Off),
        ("applicationsetcontroller.enable.leader.election", On),
        // No set asks GitHub for repositories or pull requests.
        ("applicationsetcontroller.enable.scm.providers", Off));

    private static string Seconds(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds}s");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
