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

        return null;
    }
}
