using Infra.Cloud.Clusters;
using Infra.Settings.Stacks;
using static Infra.Cloud.Clusters.ChartValues;

namespace Infra.Cloud.ExternalSecretsOperator;

/// <summary>The values of the chart external-secrets. What matters for security is written out, also where it is the chart's default.</summary>
internal static class ExternalSecretsValues
{

    /// <summary>The values.</summary>
    /// <param name="tier">What the environment is for.</param>
    /// <param name="registry">The address of the repository that caches ghcr.io.</param>
    public static Dictionary<string, object> For(Tier tier, string registry)
    {
        var values = Controller(tier);
        values.Add("image", Image(registry));
        values.Add("webhook", Webhook(tier, registry));
        values.Add("certController", CertController(registry));
        AddScope(values);
        return values;
    }

    private static Dictionary<string, object> Controller(Tier tier) => Map(
        ("replicaCount", Replicas(tier)),
        // One copy works and the others wait, in every tier, so that an upgrade never has two at work.
        ("leaderElect", true),
        ("concurrent", 5),
        ("serviceAccount", Map(("create", true), ("name", ExternalSecrets.ServiceAccount), ("automount", true))),
        ("podDisruptionBudget", Budget(tier)),
        ("topologySpreadConstraints", Spread("external-secrets")),
        ("securityContext", Security()),
        ("resources", Resources("50m", "128Mi", "256Mi")),
        ("livenessProbe", Map(("enabled", true))),
        ("readinessProbe", Map(("enabled", true))));

    // What nobody uses is neither installed nor looked at.
    private static void AddScope(Dictionary<string, object> values)
    {
        values.Add("installCRDs", true);
        values.Add("crds", Map(
            ("createSecretStore", true),
            // The certificate controller waits for this kind; that no such store is obeyed is said below.
            ("createClusterSecretStore", true),
            ("createClusterExternalSecret", false),
            ("createClusterGenerator", false),
            ("createClusterPushSecret", false),
            ("createPushSecret", false),
            ("unsafeServeV1Beta1", false)));
        values.Add("processSecretStore", true);
        values.Add("processClusterStore", false);
        values.Add("processClusterExternalSecret", false);
        values.Add("processClusterGenerator", false);
        values.Add("processClusterPushSecret", false);
        values.Add("processPushSecret", false);
        values.Add("genericTargets", Map(("enabled", false)));
        values.Add("openshiftFinalizers", false);
        values.Add("systemAuthDelegator", false);
        values.Add("rbac", Map(
            ("create", true),
            // Tokens only of accounts that a Role names, one by one.
            ("serviceAccountTokenCreate", false),
            // Who may edit a namespace may not thereby choose what is read from Secret Manager.
            ("aggregateToView", true),
            ("aggregateToEdit", false),
            ("aggregateToAdmin", false),
            ("servicebindings", Map(("create", false)))));
    }

    private static Dictionary<string, object> Webhook(Tier tier, string registry) => Map(
        ("create", true),
        ("replicaCount", Replicas(tier)),
        // A store that nobody could check is refused.
        ("failurePolicy", "Fail"),
        ("port", 10250),
        ("hostNetwork", false),
        ("image", Image(registry)),
        ("podDisruptionBudget", Budget(tier)),
        ("topologySpreadConstraints", Spread("external-secrets-webhook")),
        ("securityContext", Security()),
        ("resources", Resources("20m", "64Mi", "128Mi")));

    // It renews the webhook's certificate; a minute without it harms nobody, so one copy.
    private static Dictionary<string, object> CertController(string registry) => Map(
        ("create", true),
        ("replicaCount", 1),
        ("hostNetwork", false),
        ("image", Image(registry)),
        ("securityContext", Security()),
        ("resources", Resources("20m", "64Mi", "192Mi")));

    private static Dictionary<string, object> Image(string registry) => Map(
        ("repository", $"{registry}/{PinnedImage.ExternalSecrets.Path}"),
        ("tag", PinnedImage.ExternalSecrets.Tag),
        ("pullPolicy", "IfNotPresent"));

    // With one copy a budget would only keep a node from being replaced.
    private static Dictionary<string, object> Budget(Tier tier) =>
        Replicas(tier) > 1 ? Map(("enabled", true), ("minAvailable", Replicas(tier) - 1)) : Map(("enabled", false));

    private static object[] Spread(string name) => OverZones(("labelSelector", Map(("matchLabels", Map(("app.kubernetes.io/name", name))))));

    private static Dictionary<string, object> Security() => Map(
        ("enabled", true),
        ("allowPrivilegeEscalation", false),
        ("capabilities", Map(("drop", new object[] { "ALL" }))),
        ("readOnlyRootFilesystem", true),
        ("runAsNonRoot", true),
        ("runAsUser", 1000),
        ("seccompProfile", Map(("type", "RuntimeDefault"))));
}
