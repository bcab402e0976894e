using System.Text.Json;

namespace Infra.Cloud.Clusters;

/// <summary>The kubeconfig of a cluster. It holds no credential: a program of Google's gives a token of whoever runs it, for each call.</summary>
/// <remarks>https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl and the plugin's own help</remarks>
internal static class Kubeconfig
{
    /// <summary>The kubeconfig as JSON, which is YAML too. The endpoint's certificate is signed by a public authority, so none is named.</summary>
    public static string Of(string cluster, string endpoint) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["current-context"] = cluster,
        ["clusters"] = new[] { Named(cluster, "cluster", new() { ["server"] = $"https://{endpoint}" }) },
        ["contexts"] = new[] { Named(cluster, "context", new() { ["cluster"] = cluster, ["user"] = cluster }) },
        ["users"] = new[]
        {
            Named(cluster, "user", new()
            {
                ["exec"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
                    ["command"] = "gke-gcloud-auth-plugin",
                    // The same identity as Google's provider has, on a runner and at a desk.
                    ["args"] = new[] { "--use_application_default_credentials" },
                    ["installHint"] = "Install gke-gcloud-auth-plugin: gcloud components install gke-gcloud-auth-plugin",
                    ["interactiveMode"] = "Never",
                    ["provideClusterInfo"] = true,
                },
            }),
        },
    });

    private static Dictionary<string, object> Named(string name, string kind, Dictionary<string, object> what) =>
        new(StringComparer.Ordinal) { ["name"] = name, [kind] = what };
}
