using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Tests.Server;

/// <summary>The settings of a repository as GitHub keeps and shows them.</summary>
internal sealed class RepositoryState
{
    private const string Root = "/repos/setu-retail/platform/";

    private long nextId = 500;

    public bool IsPrivate { get; set; }

    /// <summary>Whether its owner is a person and no organisation.</summary>
    public bool IsOfPerson { get; set; }

    /// <summary>The plan of the owner; null where the token may not see it.</summary>
    public string? Plan { get; set; }

    /// <summary>Whether reviewers are taken and dropped, as where a plan has none.</summary>
    public bool DropsReviewers { get; set; }

    public List<string> Teams { get; } = ["business", "platform", "security"];

    public List<JsonObject> Labels { get; } = [new() { ["name"] = "bug", ["color"] = "d73a4a", ["description"] = "Something isn't working" }];

    public List<JsonObject> Environments { get; } = [];

    public Dictionary<string, List<JsonObject>> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables by environment; those of the repository by the empty name.</summary>
    public Dictionary<string, List<JsonObject>> Variables { get; } = new(StringComparer.Ordinal) { [""] = [] };

    public Dictionary<string, List<JsonObject>> Secrets { get; } = new(StringComparer.Ordinal);

    public List<JsonObject> Rulesets { get; } = [];

    public Dictionary<string, JsonObject> Actions { get; } = new(StringComparer.Ordinal)
    {
        ["permissions"] = new() { ["enabled"] = true, ["allowed_actions"] = "all", ["sha_pinning_required"] = false },
        ["selected-actions"] = new() { ["github_owned_allowed"] = true, ["verified_allowed"] = false, ["patterns_allowed"] = new JsonArray() },
        ["workflow"] = new() { ["default_workflow_permissions"] = "write", ["can_approve_pull_request_reviews"] = true },
    };

    /// <summary>Everything as one text, with its keys in order, without the numbers that depend on how often something was tried.</summary>
    public string Show()
    {
        JsonObject all = new()
        {
            ["labels"] = Copy(Labels.OrderBy(l => (string?)l["name"], StringComparer.Ordinal)),
            ["environments"] = Copy(Environments.OrderBy(e => (string?)e["name"], StringComparer.Ordinal)),
            ["policies"] = new JsonObject(Policies.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Copy(p.Value)))),
            ["variables"] = new JsonObject(Variables.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Copy(p.Value.OrderBy(v => (string?)v["name"], StringComparer.Ordinal))))),
            ["actions"] = new JsonObject(Actions.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value.DeepClone()))),
            ["rulesets"] = Copy(Rulesets.OrderBy(r => (string?)r["name"], StringComparer.Ordinal)),
        };
        return all.ToJsonString(new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    /// <summary>Carries out a request; null where it is none of settings.</summary>
    public (int Status, JsonNode? Answer)? Carry(string method, string path, JsonObject? body, Func<List<JsonObject>, JsonArray> page)
    {
        switch (method, path)
        {
            case ("GET", "/repos/setu-retail/platform"):
                return (200, new JsonObject { ["id"] = GitHubServer.OwnId, ["private"] = IsPrivate, ["owner"] = new JsonObject { ["login"] = "setu-retail", ["type"] = IsOfPerson ? "User" : "Organization" } });
            case ("GET", "/orgs/setu-retail") when !IsOfPerson:
            case ("GET", "/users/setu-retail") when IsOfPerson:
                return (200, Plan is null ? new JsonObject { ["login"] = "setu-retail" } : new JsonObject { ["login"] = "setu-retail", ["plan"] = new JsonObject { ["name"] = Plan } });
            case ("GET", "/apps/github-actions"):
                return (200, new JsonObject { ["id"] = 15368 });
        }

        if (method == "GET" && path.StartsWith("/orgs/setu-retail/teams/", StringComparison.Ordinal))
        {
            int team = Teams.IndexOf(path["/orgs/setu-retail/teams/".Length..]);
            return team < 0 ? (404, new JsonObject { ["message"] = "Not Found" }) : (200, new JsonObject { ["id"] = 300 + team, ["slug"] = Teams[team] });
        }

        string[] parts = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        return parts switch
        {
            ["labels", ..] => Named(Labels, method, parts[1..], body, page, null, duplicate: 422),
            ["actions", "variables", ..] => Named(Variables[""], method, parts[2..], body, page, "variables", duplicate: 409),
            ["actions", "permissions", ..] => Permissions(method, parts.Length == 2 ? "permissions" : parts[2], body),
            ["environments"] => (200, Wrapped("environments", Environments, page)),
            ["environments", var name] when method == "PUT" => (200, Put(name, body!)),
            ["environments", var name, "variables", ..] => Named(Variables[name], method, parts[3..], body, page, "variables", duplicate: 409),
            ["environments", var name, "secrets"] => (200, Wrapped("secrets", Secrets.GetValueOrDefault(name, []), page)),
            ["environments", var name, "deployment-branch-policies", ..] => Policy(Policies[name], method, parts[3..], body, page),
            ["rulesets", ..] => Ruleset(method, parts[1..], body, page),
            _ => null,
        };
    }

    private (int Status, JsonNode? Answer)? Permissions(string method, string name, JsonObject? body)
    {
        if (name == "selected-actions" && (string?)Actions["permissions"]["allowed_actions"] != "selected")
        {
            return (409, new JsonObject { ["message"] = "Conflict" });
        }

        if (method == "PUT")
        {
            Actions[name] = (JsonObject)body!.DeepClone();
            return (204, null);
        }

        return (200, Actions[name].DeepClone());
    }

    private JsonObject Put(string name, JsonObject body)
    {
        JsonArray rules = [];
        if (((long?)body["wait_timer"] ?? 0) > 0)
        {
            rules.Add(new JsonObject { ["type"] = "wait_timer", ["wait_timer"] = body["wait_timer"]!.DeepClone() });
        }

        if ((body["reviewers"] as JsonArray) is { Count: > 0 } reviewers && !DropsReviewers)
        {
            rules.Add(new JsonObject
            {
                ["type"] = "required_reviewers",
                ["prevent_self_review"] = body["prevent_self_review"]!.DeepClone(),
                ["reviewers"] = new JsonArray([.. reviewers.Select(r => new JsonObject
                {
                    ["type"] = r!["type"]!.DeepClone(),
                    ["reviewer"] = (string?)r["type"] == "Team" ? new JsonObject { ["id"] = r["id"]!.DeepClone(), ["slug"] = Teams[(int)((long)r["id"]! - 300)] } : new JsonObject { ["id"] = r["id"]!.DeepClone(), ["login"] = "somebody" },
                })]),
            });
        }

        if (body["deployment_branch_policy"] is not null)
        {
            rules.Add(new JsonObject { ["type"] = "branch_policy" });
        }

        JsonObject environment = new() { ["name"] = name, ["protection_rules"] = rules, ["can_admins_bypass"] = true, ["deployment_branch_policy"] = body["deployment_branch_policy"]?.DeepClone() };
        int index = Environments.FindIndex(e => (string?)e["name"] == name);
        if (index < 0)
        {
            Environments.Add(environment);
            (Policies[name], Variables[name]) = ([], []);
        }
        else
        {
            environment["can_admins_bypass"] = Environments[index]["can_admins_bypass"]!.DeepClone();
            Environments[index] = environment;
        }

        return (JsonObject)environment.DeepClone();
    }

    private (int Status, JsonNode? Answer)? Policy(List<JsonObject> policies, string method, string[] rest, JsonObject? body, Func<List<JsonObject>, JsonArray> page)
    {
        switch (method)
        {
            case "GET":
                return (200, Wrapped("branch_policies", policies, page));
            case "POST" when policies.Exists(p => (string?)p["name"] == (string?)body!["name"]):
                return (303, null);
            case "POST":
                policies.Add(new JsonObject { ["id"] = ++nextId, ["name"] = body!["name"]!.DeepClone(), ["type"] = body["type"]!.DeepClone() });
                return (200, policies[^1].DeepClone());
            default:
                return (policies.RemoveAll(p => $"{p["id"]}" == rest[0]) > 0 ? 204 : 404, null);
        }
    }

    private (int Status, JsonNode? Answer)? Ruleset(string method, string[] rest, JsonObject? body, Func<List<JsonObject>, JsonArray> page)
    {
        int index = rest.Length == 0 ? -1 : Rulesets.FindIndex(r => $"{r["id"]}" == rest[0]);
        switch (method)
        {
            case "GET" when rest.Length == 0:
                return (200, new JsonArray([.. page(Rulesets).Select(r => new JsonObject { ["id"] = r!["id"]!.DeepClone(), ["name"] = r["name"]!.DeepClone() })]));
            case "GET":
                return index < 0 ? (404, null) : (200, Rulesets[index].DeepClone());
            case "POST" when Rulesets.Exists(r => (string?)r["name"] == (string?)body!["name"]):
                return (422, new JsonObject { ["message"] = "Validation Failed: \"Name must be unique\"" });
            default:
                JsonObject kept = (JsonObject)body!.DeepClone();
                kept["id"] = index < 0 ? ++nextId : Rulesets[index]["id"]!.DeepClone();
                foreach (JsonNode? rule in kept["rules"]!.AsArray().Where(r => (string?)r!["type"] == "pull_request"))
                {
                    // What GitHub fills in.
                    rule!["parameters"]!["required_reviewers"] ??= new JsonArray();
                }

                Rulesets.RemoveAll(r => $"{r["id"]}" == $"{kept["id"]}");
                Rulesets.Add(kept);
                return (index < 0 ? 201 : 200, kept.DeepClone());
        }
    }

    private static (int Status, JsonNode? Answer)? Named(List<JsonObject> entries, string method, string[] rest, JsonObject? body, Func<List<JsonObject>, JsonArray> page, string? list, int duplicate)
    {
        JsonObject? Find(string name) => entries.Find(e => string.Equals((string?)e["name"], name, StringComparison.OrdinalIgnoreCase));
        switch (method)
        {
            case "GET":
                return (200, list is null ? page(entries) : Wrapped(list, entries, page));
            case "POST" when Find((string)body!["name"]!) is not null:
                return (duplicate, new JsonObject { ["message"] = "Already exists" });
            case "POST":
                entries.Add((JsonObject)body!.DeepClone());
                return (201, body.DeepClone());
            case "PATCH" when Find(Uri.UnescapeDataString(rest[0])) is { } entry:
                foreach ((string field, JsonNode? value) in body!)
                {
                    entry[field] = value?.DeepClone();
                }

                return list is null ? (200, entry.DeepClone()) : (204, null);
            default:
                return (404, new JsonObject { ["message"] = "Not Found" });
        }
    }

    private static JsonObject Wrapped(string name, List<JsonObject> entries, Func<List<JsonObject>, JsonArray> page) =>
        new() { ["total_count"] = entries.Count.ToString(CultureInfo.InvariantCulture), [name] = page(entries) };

    private static JsonArray Copy(IEnumerable<JsonObject> entries) => [.. entries.Select(e =>
    {
        JsonObject copy = (JsonObject)e.DeepClone();
        copy.Remove("id");
        return copy;
    })];
}
