namespace Infra.Backends.Local;

/// <summary>The accounts with which Google's services act in a project.</summary>
/// <remarks>Source: https://docs.cloud.google.com/iam/docs/service-agents</remarks>
internal static class ServiceAgents
{
    /// <summary>The domain of a service's agent, before <c>.iam.gserviceaccount.com</c>.</summary>
    public static string Domain(string service) => service switch
    {
        "storage" => "gs-project-accounts",
        "container" => "container-engine-robot",
        "compute" => "compute-system",
        "pubsub" => "gcp-sa-pubsub",
        "secretmanager" => "gcp-sa-secretmanager",
        "artifactregistry" => "gcp-sa-artifactregistry",
        "gkebackup" => "gcp-sa-gkebackup",
        "gkehub" => "gcp-sa-gkehub",
        "logging" => "gcp-sa-logging",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "No service agent is known for it."),
    };
}
