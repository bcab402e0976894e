using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.GitHub.Tests.Server;

/// <summary>Its runs of workflows and their jobs.</summary>
internal sealed partial class GitHubServer
{
    /// <summary>The number of the repository.</summary>
    public const long OwnId = 471203;

    /// <summary>Runs by the file of their workflow, as it is called below <c>.github/workflows/</c>.</summary>
    public Dictionary<string, List<JsonObject>> WorkflowRuns { get; } = new(StringComparer.Ordinal);

    /// <summary>The jobs of each attempt.</summary>
    public Dictionary<(long Run, long Attempt), List<JsonObject>> Jobs { get; } = [];

    /// <summary>Whether the filters of a list are left out of account, as a server does that does not know them.</summary>
    public bool IgnoresFilters { get; set; }

    /// <summary>A run with its jobs: names, and how they ended, null for one that still goes.</summary>
    public JsonObject Ran(string file, string commit, (string Name, string? Conclusion)[] jobs, string trigger = "push", string branch = "main", long attempt = 1, long repository = OwnId, string? path = null, string at = "2026-11-21T04:00:00Z")
    {
        long id = ++nextId;
        JsonObject run = new()
        {
            ["id"] = id, ["name"] = file, ["head_sha"] = commit, ["head_branch"] = branch, ["event"] = trigger, ["path"] = path ?? $".github/workflows/{file}", ["run_attempt"] = attempt,
            ["status"] = "completed", ["conclusion"] = "success", ["repository"] = new JsonObject { ["id"] = OwnId }, ["head_repository"] = new JsonObject { ["id"] = repository },
        };
        WorkflowRuns.TryAdd(file, []);
        WorkflowRuns[file].Add(run);
        Jobs[(id, attempt)] =
        [
            .. jobs.Select(j => new JsonObject
            {
                ["id"] = ++nextId, ["run_id"] = id, ["run_attempt"] = attempt, ["head_sha"] = commit, ["name"] = j.Name, ["status"] = j.Conclusion is null ? "in_progress" : "completed", ["conclusion"] = j.Conclusion,
                ["completed_at"] = j.Conclusion is null ? null : at,
            }),
        ];
        return run;
    }

    private (int Status, JsonNode? Answer)? CarryWorkflows(HttpContext context, string method, string[] parts)
    {
        IQueryCollection query = context.Request.Query;
        bool Fits(string name, JsonNode? value) => IgnoresFilters || !query.TryGetValue(name, out var wanted) || wanted.ToString() == (string?)value;
        return (method, parts) switch
        {
            ("GET", ["repos", _, _, "actions", "workflows", var file]) => WorkflowRuns.ContainsKey(file)
                ? (200, new JsonObject { ["id"] = 1, ["name"] = file, ["path"] = $".github/workflows/{file}", ["state"] = "active" })
                : (404, new JsonObject { ["message"] = "Not Found" }),
            ("GET", ["repos", _, _, "actions", "workflows", var file, "runs"]) => (200, Wrapped(
                context, "workflow_runs", [.. WorkflowRuns.GetValueOrDefault(file, []).Where(r => Fits("event", r["event"]) && Fits("branch", r["head_branch"]) && Fits("head_sha", r["head_sha"]))])),
            ("GET", ["repos", _, _, "actions", "runs", var run, "attempts", var attempt, "jobs"]) => (200, Wrapped(
                context, "jobs", Jobs.GetValueOrDefault((long.Parse(run, CultureInfo.InvariantCulture), long.Parse(attempt, CultureInfo.InvariantCulture)), []))),
            _ => CarryCommits(context, method, parts),
        };
    }

    private JsonObject Wrapped(HttpContext context, string name, List<JsonObject> entries) => new() { ["total_count"] = entries.Count, [name] = Page(context, entries) };
}
