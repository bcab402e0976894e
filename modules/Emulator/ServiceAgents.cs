namespace Infra.Emulator;

/// <summary>The accounts with which Google's services act in a project.</summary>
/// <remarks>Source: https://docs.cloud.google.com/iam/docs/service-agents</remarks>
internal static class ServiceAgents
{
    /// <summary>The domain of an API's agent; an API that is not known gets the usual form.</summary>
    /// <param name="api">Such as <c>container.googleapis.com</c>.</param>
    public static string DomainOfApi(string api)
    {
        string service = api[..Math.Max(api.IndexOf('.', StringComparison.Ordinal), 0)];
        return service switch
        {
            "storage" or "container" or "compute" => Domain(service),
            _ => "gcp-sa-" + service,
        };
    }

    /// <summary>
    /// Whether a member is a service agent that exists only once it is asked for, as a ServiceIdentity does. Those of Compute Engine, GKE and
    /// Cloud Storage come with their APIs.
    /// </summary>
    /// <param name="member">Such as <c>serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com</c>.</param>
    public static bool IsMadeOnRequest(string member) =>
        member.StartsWith("serviceAccount:service-", StringComparison.Ordinal) && member.Contains("@gcp-sa-", StringComparison.Ordinal);

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
