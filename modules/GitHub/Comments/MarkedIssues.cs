using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Comments;

/// <summary>
/// Reads what some people wrote below the open issues of a marker, whoever opened them. The text of an issue itself is not among it, because that holds
/// the marker.
/// </summary>
/// <param name="api">The repository.</param>
/// <remarks>
/// https://docs.github.com/en/rest/issues/comments#list-issue-comments says of an edit only that the time of the change is later, in whole seconds: one in
/// the second of the writing would not be seen. So the GraphQL API is asked too, https://docs.github.com/en/graphql/reference/objects#issuecomment.
/// </remarks>
public sealed class MarkedIssues(GitHubApi api)
{
    // Anybody may comment, and who triages opens issues with any label: what is more than people write is said, and not read.
    private const int MostIssuePages = 5;
    private const int MostIssues = 5;
    private const int MostCommentPages = 10;

    // GraphQL takes 100 ids at once: those of the issues, and these.
    private const int MostComments = 95;

    private const string Edits =
        "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on IssueComment { lastEditedAt } ... on Issue { timelineItems(itemTypes: [TRANSFERRED_EVENT], first: 1) { nodes { __typename } } } } }";

    /// <summary>Reads all of them.</summary>
    /// <param name="marker">What the issues are found by, beside the label.</param>
    /// <param name="accounts">The numbers of the accounts.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<IssueComments> ReadAsync(Marker marker, IEnumerable<string> accounts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(marker);
        HashSet<string> wanted = [.. accounts];
        ListedEntries listed = await api.ListAsync($"issues?state=open&labels={StickyIssues.Label}", MostIssuePages, cancellation);
        if (!listed.IsWhole)
        {
            return new([], [], listed.At, $"more than {MostIssuePages * 100} open issues have the label {StickyIssues.Label}");
        }

        // What was asked for is looked for again: a filter that a server does not know lets everything in.
        JsonNode[] issues =
        [
            .. listed.Entries.Where(i => i["pull_request"] is null && Json.Text(i, "state") == "open" && marker.Marks(Json.Text(i, "body")) && Json.Items(i, "labels").Any(l => Json.Text(l, "name") == StickyIssues.Label)
                && Json.Number(i, "number") is not null).OrderBy(i => Json.Number(i, "number")),
        ];
        ImmutableArray<long> numbers = [.. issues.Select(i => Json.Number(i, "number")!.Value)];
        if (numbers.Length > MostIssues)
        {
            return new([], numbers, listed.At, $"{numbers.Length} open issues ask the same, and {MostIssues} are read");
        }

        List<(JsonNode Issue, JsonNode Comment)> found = [];
        foreach ((JsonNode issue, long number) in issues.Zip(numbers))
        {
            ListedEntries below = await api.ListAsync(string.Create(CultureInfo.InvariantCulture, $"issues/{number}/comments"), MostCommentPages, cancellation);
            if (!below.IsWhole)
            {
                return new([], numbers, listed.At, string.Create(CultureInfo.InvariantCulture, $"issue {number} has more than {MostCommentPages * 100} comments"));
            }

            found.AddRange(below.Entries.Where(c => Id(c["user"]) is { } id && wanted.Contains(id)).Select(c => (issue, c)));
        }

        if (found.Count > MostComments)
        {
            return new([], numbers, listed.At, $"there are {found.Count} comments of those who are asked, and {MostComments} are read");
        }

        HashSet<string> untouched = await UntouchedAsync([.. found.SelectMany(f => new[] { Json.Text(f.Issue, "node_id"), Json.Text(f.Comment, "node_id") }).OfType<string>().Distinct(StringComparer.Ordinal)], cancellation);
        return new([.. found.Select(f => Comment(f.Issue, f.Comment, untouched))], numbers, listed.At, null);
    }

    // After the texts were read: what is edited from here on was not read.
    private async Task<HashSet<string>> UntouchedAsync(ImmutableArray<string> ids, CancellationToken cancellation)
    {
        if (ids.IsEmpty)
        {
            return [];
        }

        JsonNode data = await api.QueryAsync(Edits, new JsonObject { ["ids"] = new JsonArray([.. ids.Select(i => JsonValue.Create(i))]) }, cancellation);
        return
        [
            .. Json.Items(data, "nodes").Where(n => n is JsonObject node
                && ((node.ContainsKey("lastEditedAt") && node["lastEditedAt"] is null) || (node["timelineItems"]?["nodes"] is JsonArray { Count: 0 })))
                .Select(n => Json.Text(n, "id")).OfType<string>(),
        ];
    }

    // One without a time is older than anything that counts.
    private static IssueComment Comment(JsonNode issue, JsonNode entry, HashSet<string> untouched) => new(
        Id(entry["user"])!,
        Json.Text(entry, "body") ?? "",
        DateTimeOffset.TryParse(Json.Text(entry, "created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at) ? at : DateTimeOffset.MinValue,
        IsTheirs: Json.Text(entry, "updated_at") == Json.Text(entry, "created_at") && entry["performed_via_github_app"] is null
            && new[] { issue, entry }.All(n => Json.Text(n, "node_id") is { } id && untouched.Contains(id)),
        IsDated: Id(issue["user"]) is { } opener && opener != Id(entry["user"]));

    private static string? Id(JsonNode? user) => Json.Number(user, "id")?.ToString(CultureInfo.InvariantCulture);
}
