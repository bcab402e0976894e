using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Infra.GitHub.Tests.Server;

/// <summary>Its commits as GitHub shows them, who pushed what, and accounts.</summary>
internal sealed partial class GitHubServer
{
    /// <summary>Commits by their ids.</summary>
    public Dictionary<string, JsonObject> Commits { get; } = new(StringComparer.Ordinal);

    /// <summary>The commits between two, by <c>BASE...HEAD</c>.</summary>
    public Dictionary<string, string[]> Compare { get; } = new(StringComparer.Ordinal);

    /// <summary>What was done to branches, by repository, the newest first.</summary>
    public Dictionary<string, List<JsonObject>> Activity { get; } = new(StringComparer.OrdinalIgnoreCase) { ["setu-retail/platform"] = [] };

    /// <summary>The numbers of accounts, by their names.</summary>
    public Dictionary<string, long> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A commit that GitHub has.</summary>
    public JsonObject Commit(string id, string author, string? committer = null, string message = "", string[]? parents = null, long? authorId = null, long? committerId = null, bool verified = false, string? login = null) => Commits[id] = new JsonObject
    {
        ["sha"] = id,
        ["commit"] = new JsonObject
        {
            ["author"] = new JsonObject { ["name"] = "Somebody", ["email"] = author }, ["committer"] = new JsonObject { ["name"] = "Somebody", ["email"] = committer ?? author }, ["message"] = message,
            ["verification"] = new JsonObject { ["verified"] = verified, ["reason"] = verified ? "valid" : "unsigned" },
        },
        ["author"] = authorId is null ? null : new JsonObject { ["id"] = authorId },
        ["committer"] = committerId is null ? null : new JsonObject { ["id"] = committerId, ["login"] = login ?? "somebody" },
        ["parents"] = new JsonArray([.. (parents ?? []).Select(p => new JsonObject { ["sha"] = p })]),
    };

    /// <summary>Somebody did something to a branch, after all that was done before; null for an account that is gone.</summary>
    public void Push(string branch, string after, long? actor, string kind = "push", string repository = "setu-retail/platform")
    {
        Activity.TryAdd(repository, []);
        Activity[repository].Insert(0, new JsonObject
        {
            ["id"] = ++nextId, ["node_id"] = "x", ["before"] = new string('0', 40), ["after"] = after, ["ref"] = $"refs/heads/{branch}", ["timestamp"] = "2026-11-21T03:00:00Z", ["activity_type"] = kind,
            ["actor"] = actor is null ? null : new JsonObject { ["id"] = actor },
        });
    }

    private (int Status, JsonNode? Answer)? CarryCommits(HttpContext context, string method, string[] parts)
    {
        (int, JsonNode?) none = (404, new JsonObject { ["message"] = "Not Found" });
        switch (method, parts)
        {
            case ("GET", ["repos", _, _, "commits", var id]):
                return Commits.TryGetValue(id, out JsonObject? commit) ? (200, commit.DeepClone()) : none;
            case ("GET", ["repos", _, _, "compare", var range]):
                return Compare.TryGetValue(range, out string[]? between) ? (200, Wrapped(context, "commits", [.. between.Where(Commits.ContainsKey).Select(c => Commits[c])])) : none;
            case ("GET", ["repos", var owner, var name, "activity"]):
                string wanted = context.Request.Query["ref"].ToString();
                return Activity.TryGetValue($"{owner}/{name}", out List<JsonObject>? done) ? (200, Page(context, [.. done.Where(a => wanted.Length == 0 || (string?)a["ref"] == wanted)])) : none;
            case ("GET", ["users", var login]) when Accounts.TryGetValue(Uri.UnescapeDataString(login), out long account):
                return (200, new JsonObject { ["id"] = account, ["login"] = login });
            case ("GET", ["users", var login]) when login != "setu-retail":
                return none;
            default:
                return null;
        }
    }
}
