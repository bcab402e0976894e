using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.GitHub.Tests.Server;

/// <summary>Its pull requests: one open one a branch.</summary>
internal sealed partial class GitHubServer
{
    private const string PullsPath = "/repos/setu-retail/platform/pulls";

    public List<JsonObject> Pulls { get; } = [];

    public JsonObject AddPull(string branch, string title, string body, string repository = "setu-retail/platform")
    {
        JsonObject pull = Add(Pulls, User ?? "github-actions[bot]", body, title);
        pull["head"] = new JsonObject { ["ref"] = branch, ["sha"] = new string('a', 40), ["repo"] = new JsonObject { ["full_name"] = repository } };
        pull["base"] = new JsonObject { ["ref"] = "main", ["repo"] = new JsonObject { ["full_name"] = "setu-retail/platform" } };
        return pull;
    }

    /// <summary>The reviews of each pull request, by number.</summary>
    public Dictionary<long, List<JsonObject>> Reviews { get; } = [];

    /// <summary>Runs of workflows, by number.</summary>
    public Dictionary<long, JsonObject> Runs { get; } = [];

    /// <summary>Who let runs into environments, by the number of the run.</summary>
    public Dictionary<long, List<JsonObject>> RunApprovals { get; } = [];

    public static JsonObject Review(long user, string state, string commit, string at) => new()
    {
        ["id"] = user, ["user"] = new JsonObject { ["id"] = user, ["login"] = "somebody" }, ["state"] = state, ["commit_id"] = commit, ["submitted_at"] = at, ["body"] = "",
    };

    /// <summary>Merges a pull request: whoever did it made this commit.</summary>
    public void Merge(JsonObject pull, string head, string commit, long author)
    {
        pull["state"] = "closed";
        pull["merged_at"] = "2026-11-21T04:00:00Z";
        pull["merge_commit_sha"] = commit;
        pull["head"]!["sha"] = head;
        pull["user"] = new JsonObject { ["id"] = author, ["login"] = "somebody" };
    }

    public void Run(long id, string commit, string environment, long[] approvers, long actor = 1, long attempt = 1, string status = "in_progress", string started = "2026-11-21T04:20:00Z")
    {
        Runs[id] = new JsonObject
        {
            ["id"] = id, ["head_sha"] = commit, ["run_attempt"] = attempt, ["status"] = status, ["run_started_at"] = started,
            ["actor"] = new JsonObject { ["id"] = actor }, ["triggering_actor"] = new JsonObject { ["id"] = actor },
        };
        RunApprovals[id] =
        [
            .. approvers.Select(a => new JsonObject
            {
                ["state"] = "approved", ["comment"] = "", ["user"] = new JsonObject { ["id"] = a }, ["environments"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = environment }),
            }),
        ];
    }

    private (int Status, JsonNode? Answer)? CarryVouching(HttpContext context, string method, string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (method, parts) switch
        {
            ("GET", ["repos", _, _, "commits", var commit, "pulls"]) => (200, Page(context, [.. Pulls.Where(p => (string?)p["merge_commit_sha"] == commit || (string?)p["head"]!["sha"] == commit)])),
            ("GET", ["repos", _, _, "pulls", var number, "reviews"]) => (200, Page(context, Reviews.GetValueOrDefault(long.Parse(number, CultureInfo.InvariantCulture), []))),
            ("GET", ["repos", _, _, "actions", "runs", var run]) => Runs.TryGetValue(long.Parse(run, CultureInfo.InvariantCulture), out JsonObject? found)
                ? (200, found.DeepClone()) : (404, new JsonObject { ["message"] = "Not Found" }),
            ("GET", ["repos", _, _, "actions", "runs", var run, "approvals"]) => (200, Page(context, RunApprovals.GetValueOrDefault(long.Parse(run, CultureInfo.InvariantCulture), []))),
            _ => CarryWorkflows(context, method, parts),
        };
    }

    private (int Status, JsonNode? Answer)? CarryPulls(HttpContext context, string method, string path, JsonObject? body)
    {
        if (method == "GET" && path == PullsPath)
        {
            string branch = context.Request.Query["head"].ToString();
            return (200, Page(context, [.. Pulls.Where(p => (string?)p["state"] == "open" && $"setu-retail:{p["head"]!["ref"]}" == branch)]));
        }

        if (method == "POST" && path == PullsPath)
        {
            string branch = (string)body!["head"]!;
            return Pulls.Any(p => (string?)p["state"] == "open" && (string?)p["head"]!["ref"] == branch && (string?)p["head"]!["repo"]!["full_name"] == "setu-retail/platform")
                ? (422, new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = $"A pull request already exists for setu-retail:{branch}." }) })
                : (201, AddPull(branch, (string)body["title"]!, (string)body["body"]!).DeepClone());
        }

        if (method == "PATCH" && path.StartsWith(PullsPath + "/", StringComparison.Ordinal)
            && Pulls.Find(p => (long)p["number"]! == long.Parse(path[(PullsPath.Length + 1)..], CultureInfo.InvariantCulture)) is { } one)
        {
            (one["title"], one["body"]) = ((string)body!["title"]!, (string)body["body"]!);
            return (200, one.DeepClone());
        }

        return CarryVouching(context, method, path);
    }
}
