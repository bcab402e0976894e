using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;

namespace Infra.GitHub.Sync;

/// <summary>A ruleset as a part. GitHub answers in the form that it is sent in, so both sides are read by the same code.</summary>
internal static class RulesetPart
{
    private const string None = "none";

    /// <summary>A ruleset as it should be, without anybody whom it does not bind.</summary>
    public static RepositoryPart Wanted(string name, string target, string references, params ReadOnlySpan<JsonObject> rules) => Wanted(name, target, [references], [], rules);

    /// <summary>A ruleset as it should be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="target">What it is about: <c>branch</c> or <c>tag</c>.</param>
    /// <param name="references">The refs, in GitHub's words.</param>
    /// <param name="unbound">Whom it does not bind, as GitHub names the kind of actor (<c>Integration</c> for an App, <c>Team</c>) and its number.</param>
    /// <param name="rules">The rules.</param>
    public static RepositoryPart Wanted(string name, string target, string[] references, (string Type, long Id)[] unbound, params ReadOnlySpan<JsonObject> rules)
    {
        JsonObject body = new()
        {
            ["name"] = name,
            ["target"] = target,
            ["enforcement"] = "active",
            ["bypass_actors"] = new JsonArray([.. unbound.Select(a => new JsonObject { ["actor_id"] = a.Id, ["actor_type"] = a.Type, ["bypass_mode"] = "always" })]),
            ["conditions"] = new JsonObject { ["ref_name"] = new JsonObject { ["include"] = new JsonArray([.. references.Select(r => (JsonNode)r)]), ["exclude"] = new JsonArray() } },
            ["rules"] = new JsonArray([.. rules]),
        };
        return Actual(body) with { Body = body };
    }

    /// <summary>A ruleset as it is.</summary>
    public static RepositoryPart Actual(JsonNode ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["target"] = Json.Text(ruleset, "target") ?? None,
            ["enforcement"] = Json.Text(ruleset, "enforcement") ?? None,
            ["refs"] = RepositoryPart.List(Json.Items(ruleset["conditions"]?["ref_name"], "include").Select(r => r.ToString()), None),
            ["refs left out"] = RepositoryPart.List(Json.Items(ruleset["conditions"]?["ref_name"], "exclude").Select(r => r.ToString()), None),
            // Only administrators are shown whom a ruleset does not bind.
            ["not bound"] = ruleset["bypass_actors"] is JsonArray ? RepositoryPart.List(Json.Items(ruleset, "bypass_actors").Select(a => $"{Json.Text(a, "actor_type")} {Json.Number(a, "actor_id")} {Json.Text(a, "bypass_mode")}"), "nobody") : "not shown to this token",
        };
        foreach (JsonNode rule in Json.Items(ruleset, "rules"))
        {
            string type = Json.Text(rule, "type") ?? "";
            fields[type] = "yes";
            foreach ((string name, JsonNode? value) in rule["parameters"] as JsonObject ?? [])
            {
                fields[$"{type}.{name}"] = Words(value);
            }
        }

        return new(PartKind.Ruleset, Json.Text(ruleset, "name") ?? "", fields.ToImmutableSortedDictionary(StringComparer.Ordinal)) { Id = Json.Number(ruleset, "id") };
    }

    /// <summary>A rule without parameters.</summary>
    public static JsonObject Rule(string type) => new() { ["type"] = type };

    /// <summary>A rule with parameters.</summary>
    public static JsonObject Rule(string type, JsonObject parameters) => new() { ["type"] = type, ["parameters"] = parameters };

    private static string Words(JsonNode? value) => value switch
    {
        JsonArray list => RepositoryPart.List(list.Select(Entry), None).Replace("\"", "", StringComparison.Ordinal),
        null => None,
        _ => value.ToJsonString(),
    };

    private static string Entry(JsonNode? entry) => entry switch
    {
        JsonObject check when check["context"] is not null => $"{Json.Text(check, "context")} (App {Json.Number(check, "integration_id")})",
        JsonObject review when review["reviewer"] is not null =>
            $"{Json.Number(review, "minimum_approvals")} of {(Json.Text(review["reviewer"], "type") ?? "").ToLowerInvariant()} {Json.Number(review["reviewer"], "id")} for {RepositoryPart.List(Json.Items(review, "file_patterns").Select(p => p.ToString()), None)}",
        _ => entry?.ToJsonString() ?? "",
    };
}
