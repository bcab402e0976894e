using System.Globalization;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>
/// The secrets of a team's workloads, fetched by External Secrets with the workload's own identity: one store a workload, and one ExternalSecret
/// for each secret that it may read. No value is ever in a file.
/// </summary>
/// <remarks>Sources: https://external-secrets.io/latest/provider/google-secrets-manager/.</remarks>
internal static class TeamSecrets
{
    public static IEnumerable<Dictionary<string, object?>> Of(RenderOptions options, string space) =>
        TenantWorkloads.Of(options.Settings, space).SelectMany(w => Of(options, space, w));

    private static IEnumerable<Dictionary<string, object?>> Of(RenderOptions options, string space, WorkloadSettings workload)
    {
        string account = workload.ServiceAccount.Value;
        yield return Manifest.Object("v1", "ServiceAccount", Annotated(account, space, ("iam.gke.io/gcp-service-account", $"{options.Settings.Names.WorkloadAccount(workload.Name)}@{options.Settings.Project}.iam.gserviceaccount.com")), ("automountServiceAccountToken", false));
        SecretSettings[] secrets = [.. TenantWorkloads.Secrets(options.Settings, workload)];
        if (secrets.Length == 0)
        {
            yield break;
        }

        // The controller may ask for a token of this account and of no other.
        yield return TeamAccess.Role(space, $"{account}-token", TeamAccess.Rule([""], ["serviceaccounts/token"], ["create"], account));
        yield return TeamAccess.Binding(space, $"{account}-token", "Role", $"{account}-token", Manifest.Map(
            ("kind", "ServiceAccount"), ("name", PlatformNamespaces.ExternalSecrets), ("namespace", PlatformNamespaces.ExternalSecrets)));
        yield return Manifest.Object("external-secrets.io/v1", "SecretStore", Manifest.Named(account, space), ("spec", Manifest.Map(("provider", Manifest.Map(("gcpsm", Manifest.Map(
            ("projectID", options.Settings.Project.Value),
            ("auth", Manifest.Map(("workloadIdentity", Manifest.Map(("serviceAccountRef", Manifest.Map(("name", account))))))))))))));
        foreach (SecretSettings secret in secrets)
        {
            yield return External(options, space, account, secret.Id.Value);
        }
    }

    // One secret may have several readers in a namespace, and each has its own copy, fetched with its own identity.
    private static Dictionary<string, object?> External(RenderOptions options, string space, string account, string id)
    {
        string name = $"{account}-{id.ToLowerInvariant().Replace('_', '-')}";
        return Manifest.Object("external-secrets.io/v1", "ExternalSecret", Manifest.Named(name, space), ("spec", Manifest.Map(
            ("refreshPolicy", "Periodic"),

            // A pinned version never changes; it is only put back when somebody deletes the Secret.
            ("refreshInterval", options.IsProduction ? "1h0m0s" : "1m0s"),
            ("secretStoreRef", Manifest.Map(("kind", "SecretStore"), ("name", account))),
            ("target", Manifest.Map(
                ("name", name),
                ("creationPolicy", "Owner"),
                ("deletionPolicy", "Retain"),

                // Reloader restarts the pods that use it when it changes.
                ("template", Manifest.Map(("metadata", Manifest.Map(("annotations", Manifest.Map(("reloader.stakater.com/match", "true"))))))))),
            ("data", Manifest.List(Manifest.Map(
                ("secretKey", "value"),
                ("remoteRef", Manifest.Map(
                    ("key", id),
                    ("version", options.IsProduction ? options.Release.Secrets[id].ToString(CultureInfo.InvariantCulture) : "latest")))))))));
    }

    private static Dictionary<string, object?> Annotated(string name, string space, params (string Key, object? Value)[] annotations)
    {
        Dictionary<string, object?> metadata = Manifest.Named(name, space);
        metadata["annotations"] = Manifest.Map([("argocd.argoproj.io/sync-wave", "-1"), .. annotations]);
        return metadata;
    }
}
