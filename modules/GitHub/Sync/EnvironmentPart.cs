using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;

namespace Infra.GitHub.Sync;

/// <summary>A GitHub environment as a part: who approves its runs, how long they wait, and which branches have it.</summary>
internal static class EnvironmentPart
{
    /// <summary>An environment as it should be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reviewers">Who approves its runs: the kind that GitHub has, the number, and the name in words.</param>
    /// <param name="waitMinutes">How long a run waits.</param>
    /// <param name="branches">The branches that have it; null for all.</param>
    /// <param name="hasReviewers">Whether the repository's plan of GitHub has reviewers and wait timers: where it has none, their very names are refused.</param>
    public static RepositoryPart Wanted(string name, ImmutableArray<(string Type, long Id, string Words)> reviewers, int waitMinutes, ImmutableArray<string>? branches, bool hasReviewers = true) =>
        new(PartKind.Environment, name, Fields(reviewers.Select(r => r.Words), reviewers.Length > 0, waitMinutes, branches is { } named ? RepositoryPart.List(named, "none") : "any"))
        {
            Branches = branches,
            Body = hasReviewers
                ? new JsonObject
                {
                    ["wait_timer"] = waitMinutes,
                    ["prevent_self_review"] = reviewers.Length > 0,
                    ["reviewers"] = new JsonArray([.. reviewers.Select(r => new JsonObject { ["type"] = r.Type, ["id"] = r.Id })]),
                    ["deployment_branch_policy"] = Policy(branches),
                }
                : new JsonObject { ["deployment_branch_policy"] = Policy(branches) },
        };

    /// <summary>An environment as it is.</summary>
    /// <param name="answer">What GitHub says of it.</param>
    /// <param name="policies">Its branch policies.</param>
    public static RepositoryPart Actual(JsonNode answer, ImmutableArray<JsonNode> policies)
    {
        ImmutableArray<JsonNode> rules = [.. Json.Items(answer, "protection_rules")];
        JsonNode? review = rules.FirstOrDefault(r => Json.Text(r, "type") == "required_reviewers");
        JsonNode? wait = rules.FirstOrDefault(r => Json.Text(r, "type") == "wait_timer");
        JsonNode? policy = answer["deployment_branch_policy"];
        string branches = policy is null ? "any"
            : Json.Flag(policy, "protected_branches") ? "protected ones"
            : RepositoryPart.List(policies.Select(Words), "none");
        return new(
            PartKind.Environment, Json.Text(answer, "name") ?? "",
            Fields(Json.Items(review, "reviewers").Select(Reviewer), Json.Flag(review, "prevent_self_review"), Json.Number(wait, "wait_timer") ?? 0, branches));
    }

    /// <summary>A branch policy in words: the branch, or the tag.</summary>
    public static string Words(JsonNode policy) => (Json.Text(policy, "type") == "tag" ? "tag " : "") + Json.Text(policy, "name");

    private static JsonObject? Policy(ImmutableArray<string>? branches) => branches is null ? null : new JsonObject { ["protected_branches"] = false, ["custom_branch_policies"] = true };

    private static string Reviewer(JsonNode entry) =>
        Json.Text(entry, "type") == "Team" ? $"team {Json.Text(entry["reviewer"], "slug")}" : PersonWords(Json.Number(entry["reviewer"], "id") ?? 0);

    /// <summary>A person in words: the number, because names are given away again.</summary>
    public static string PersonWords(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"person {id}");

    private static ImmutableSortedDictionary<string, string> Fields(IEnumerable<string> reviewers, bool refusesSelf, long waitMinutes, string branches) => RepositoryPart.Map(
        ("branches", branches),
        ("reviewers", RepositoryPart.List(reviewers, "nobody")),
        ("self-review", refusesSelf ? "refused" : "allowed"),
        ("wait", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{waitMinutes} minutes")));
}
