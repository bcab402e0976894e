using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Infra.GitHub.Tests.Server;

/// <summary>Its issues, what is written below them, and its clock.</summary>
/// <remarks>https://docs.github.com/en/graphql/reference/objects#issuecomment, https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/issues/issues#list-repository-issues</remarks>
internal sealed partial class GitHubServer
{
    // Beside and not below the REST API, as on an Enterprise server.
    private const string GraphPath = "/api/graphql";

    private const string IssuesPath = "/repos/setu-retail/platform/issues";

    /// <summary>What time it is here, whatever the machine of whoever asks says.</summary>
    public DateTimeOffset Time { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Whether answers carry that time in their header <c>Date</c>; else it is the machine's.</summary>
    public bool SaysTime { get; set; }

    /// <summary>What is written below issues, by their numbers. Below number 7, a pull request, stand <see cref="Comments"/>.</summary>
    public Dictionary<long, List<JsonObject>> IssueComments { get; } = [];

    /// <summary>When comments were edited, by their <c>node_id</c>; GraphQL alone tells.</summary>
    public Dictionary<string, DateTimeOffset> EditedAt { get; } = new(StringComparer.Ordinal);

    /// <summary>Issues that came from another repository, by their <c>node_id</c>.</summary>
    public HashSet<string> Moved { get; } = new(StringComparer.Ordinal);

    private List<JsonObject> AllComments => [.. Comments, .. IssueComments.Values.SelectMany(c => c)];

    /// <summary>Somebody opens an issue.</summary>
    public JsonObject Ask(string body, string label = "infra", long user = 2)
    {
        JsonObject issue = Add(Issues, "somebody", body, "A question");
        issue["user"]!["id"] = user;
        issue["labels"] = new JsonArray(new JsonObject { ["name"] = label });
        return issue;
    }

    /// <summary>Somebody writes below an issue.</summary>
    public JsonObject Say(JsonObject issue, long user, string text, DateTimeOffset at) => Below(issue, new JsonObject { ["login"] = "somebody", ["id"] = user }, text, at);

    /// <summary>Somebody edits what is written.</summary>
    public void Edit(JsonObject entry, string text, DateTimeOffset at)
    {
        (entry["body"], entry["updated_at"]) = (text, Written(at));
        EditedAt[(string)entry["node_id"]!] = at;
    }

    private JsonObject Below(JsonObject issue, JsonObject user, string text, DateTimeOffset at)
    {
        long number = (long)issue["number"]!;
        JsonObject comment = new()
        {
            ["id"] = ++nextId, ["node_id"] = $"N_{nextId}", ["body"] = text, ["user"] = user, ["created_at"] = Written(at), ["updated_at"] = Written(at), ["performed_via_github_app"] = null,
            ["html_url"] = $"https://github.example/{number}#issuecomment-{nextId}", ["issue_url"] = $"{Address}{IssuesPath}/{number}", ["author_association"] = "MEMBER",
        };
        IssueComments.TryAdd(number, []);
        IssueComments[number].Add(comment);

        // Every comment is a change of its issue.
        issue["updated_at"] = Written(at);
        return comment;
    }

    private (int Status, JsonNode? Answer)? CarryIssues(HttpContext context, string method, string path, JsonObject? body)
    {
        switch (method, path)
        {
            case ("POST", "/graphql"):
                return (200, new JsonObject { ["data"] = new JsonObject { ["nodes"] = new JsonArray([.. body!["variables"]!["ids"]!.AsArray().Select(i => Node((string)i!))]) } });
            case ("GET", IssuesPath):
                return (200, Page(context, [.. Issues.Where(i => IgnoresFilters || IsAsked(context.Request.Query, i))]));
            case ("POST", IssuesPath):
                JsonObject made = Add(Issues, User ?? "github-actions[bot]", (string)body!["body"]!, (string)body["title"]!);
                made["labels"] = new JsonArray([.. (body["labels"]?.AsArray() ?? []).Select(l => new JsonObject { ["name"] = (string?)l })]);
                return (201, made.DeepClone());
            case (_, IssuesPath + "/7/comments"):
                return method == "GET" ? (200, Page(context, Comments)) : (201, Add(Comments, User ?? "github-actions[bot]", (string)body!["body"]!).DeepClone());
        }

        if (CommentsPattern().Match(path) is not { Success: true } match)
        {
            return null;
        }

        long number = long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return (method, Issues.Find(i => (long)i["number"]! == number)) switch
        {
            (_, null) => (404, new JsonObject { ["message"] = "Not Found" }),
            ("GET", _) => (200, Page(context, IssueComments.GetValueOrDefault(number, []))),
            (_, { } issue) => (201, Below(issue, new JsonObject { ["login"] = User ?? "github-actions[bot]", ["id"] = 1 }, (string)body!["body"]!, Time).DeepClone()),
        };
    }

    private JsonObject? Node(string id) =>
        AllComments.Exists(c => (string?)c["node_id"] == id) ? new() { ["id"] = id, ["lastEditedAt"] = EditedAt.TryGetValue(id, out DateTimeOffset at) ? Written(at) : null }
        : Issues.Exists(i => (string?)i["node_id"] == id) ? new() { ["id"] = id, ["timelineItems"] = new JsonObject { ["nodes"] = new JsonArray([.. Moved.Contains(id) ? [new JsonObject { ["__typename"] = "TransferredEvent" }] : (JsonNode[])[]]) } }
        : null;

    // Open ones are listed where nothing else is asked for.
    private static bool IsAsked(IQueryCollection query, JsonObject issue)
    {
        (string state, string label) = (query["state"].ToString(), query["labels"].ToString());
        return (state == "all" || (string?)issue["state"] == (state.Length == 0 ? "open" : state)) && (label.Length == 0 || issue["labels"]!.AsArray().Any(l => (string?)l!["name"] == label));
    }

    // As GitHub writes times: whole seconds, UTC.
    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^/repos/setu-retail/platform/issues/(?<number>[0-9]+)/comments$")]
    private static partial Regex CommentsPattern();
}
