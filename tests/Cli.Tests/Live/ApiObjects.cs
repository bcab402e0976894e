using System.Text.Json.Nodes;
using Infra.Pipeline.Rendering;

namespace Infra.Cli.Tests.Live;

/// <summary>What stands in a cluster of an environment in which all is well, as the API writes it.</summary>
internal static class ApiObjects
{
    public const string Namespaces = "/api/v1/namespaces";
    public const string Kinds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    public const string Applications = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";
    public const string Sets = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applicationsets";
    public const string Commit = "4f0c1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c";
    private const string Time = "2026-11-21T04:00:00Z";

    public static string Deployments(string space) => $"/apis/apps/v1/namespaces/{space}/deployments";

    public static string StatefulSets(string space) => $"/apis/apps/v1/namespaces/{space}/statefulsets";

    /// <summary>Puts all of it into a server.</summary>
    public static void Fill(ApiServer server, IEnumerable<AppRow> wanted, string repository, string hub)
    {
        server.Kept[Namespaces] = [.. new[] { "argocd", "default", "external-secrets", "kube-system" }.Select(n => Object("v1", "Namespace", n))];
        server.Kept[Kinds] =
        [
            .. new[] { "applications", "applicationsets", "appprojects" }.Select(k => Kind($"{k}.argoproj.io", "v1alpha1")),
            .. new[] { "externalsecrets", "secretstores" }.Select(k => Kind($"{k}.external-secrets.io", "v1")),
        ];
        server.Kept[Deployments("argocd")] = [.. new[] { "applicationset-controller", "notifications-controller", "redis", "redis-ha-haproxy", "repo-server", "server" }.Select(n => Workload("Deployment", $"argocd-{n}"))];
        server.Kept[StatefulSets("argocd")] = [Workload("StatefulSet", "argocd-application-controller"), Workload("StatefulSet", "argocd-redis-ha-server")];
        server.Kept[Deployments("external-secrets")] = [.. new[] { "external-secrets", "external-secrets-cert-controller", "external-secrets-webhook" }.Select(n => Workload("Deployment", n))];
        server.Kept[StatefulSets("external-secrets")] = [];
        server.Kept[Applications] = [Application(new AppRow("root", null, 0, hub, "-", "root", repository, "gitops/dev", "", "main")), .. wanted.Select(Application)];
        server.Kept[Sets] = [Set("clusters")];
    }

    public static JsonObject Application(AppRow row)
    {
        JsonObject source = row.Chart.Length > 0
            ? new() { ["repoURL"] = row.Repository, ["chart"] = row.Chart, ["targetRevision"] = row.Revision }
            : new() { ["repoURL"] = row.Repository, ["path"] = row.Path, ["targetRevision"] = row.Revision };
        JsonObject destination = new() { ["name"] = row.Cluster, ["namespace"] = "argocd" };
        JsonObject found = Object("argoproj.io/v1alpha1", "Application", row.Name);
        found["spec"] = new JsonObject { ["project"] = row.Project, ["source"] = source, ["destination"] = destination };
        found["status"] = new JsonObject
        {
            ["sync"] = new JsonObject
            {
                ["status"] = "Synced",
                ["revision"] = row.Chart.Length > 0 || row.Revision.Length == 40 ? row.Revision : Commit,
                ["comparedTo"] = new JsonObject { ["source"] = source.DeepClone(), ["destination"] = destination.DeepClone() },
            },
            ["health"] = new JsonObject { ["status"] = "Healthy", ["lastTransitionTime"] = Time },
            ["reconciledAt"] = Time,
            ["sourceType"] = "Helm",
        };
        return found;
    }

    public static JsonObject Condition(string type, string message) => new() { ["type"] = type, ["message"] = message, ["lastTransitionTime"] = Time };

    public static JsonObject FailedSync(string message) => new()
    {
        ["phase"] = "Failed", ["message"] = message, ["startedAt"] = Time, ["finishedAt"] = Time, ["operation"] = new JsonObject { ["sync"] = new JsonObject { ["revision"] = Commit } },
    };

    public static JsonObject Set(string name)
    {
        JsonObject found = Object("argoproj.io/v1alpha1", "ApplicationSet", name);
        found["spec"] = new JsonObject
        {
            ["generators"] = new JsonArray(new JsonObject { ["clusters"] = new JsonObject() }),
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "{{name}}" },
                ["spec"] = new JsonObject { ["project"] = "platform", ["destination"] = new JsonObject { ["name"] = "{{name}}" }, ["source"] = new JsonObject { ["repoURL"] = "https://github.com/setu-retail/platform", ["path"] = "gitops" } },
            },
        };
        found["status"] = new JsonObject { ["conditions"] = new JsonArray(SetCondition("ErrorOccurred", "False", "Successfully generated parameters for all Applications", "ApplicationSetUpToDate"), SetCondition("ResourcesUpToDate", "True", "All applications have been generated successfully", "ApplicationSetUpToDate")) };
        return found;
    }

    public static JsonObject SetCondition(string type, string status, string message, string reason) =>
        new() { ["type"] = type, ["status"] = status, ["message"] = message, ["reason"] = reason, ["lastTransitionTime"] = Time };

    private static JsonObject Object(string version, string kind, string name) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["generation"] = 2, ["resourceVersion"] = "1", ["creationTimestamp"] = Time },
    };

    private static JsonObject Workload(string kind, string name)
    {
        JsonObject found = Object("apps/v1", kind, name);
        found["spec"] = new JsonObject { ["replicas"] = 2 };
        found["status"] = new JsonObject { ["observedGeneration"] = 2, ["replicas"] = 2, ["updatedReplicas"] = 2, ["readyReplicas"] = 2, ["availableReplicas"] = 2 };
        return found;
    }

    private static JsonObject Kind(string name, string version)
    {
        JsonObject found = Object("apiextensions.k8s.io/v1", "CustomResourceDefinition", name);
        found["spec"] = new JsonObject { ["group"] = name[(name.IndexOf('.') + 1)..], ["scope"] = "Namespaced", ["versions"] = new JsonArray(new JsonObject { ["name"] = version, ["served"] = true, ["storage"] = true }) };
        found["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Established", ["status"] = "True" }) };
        return found;
    }
}
