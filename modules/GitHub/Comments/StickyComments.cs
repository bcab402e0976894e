using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Comments;

/// <summary>One comment a marker under a pull request or an issue: made once, then changed.</summary>
/// <param name="api">The repository.</param>
public sealed class StickyComments(GitHubApi api)
{
    /// <summary>Makes the comment say a text. Where two runs at once made two, the first stays.</summary>
    /// <param name="number">The pull request or issue.</param>
    /// <param name="marker">What it is found by, with the account of the token as its author.</param>
    /// <param name="body">The whole text, of <see cref="KeptText"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<Kept> KeepAsync(long number, Marker marker, string body, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(marker);
        string author = await Author.LoginAsync(api, cancellation);
        string comments = string.Create(CultureInfo.InvariantCulture, $"issues/{number}/comments");
        return await Keeping.SurelyAsync(async () =>
        {
            ImmutableArray<JsonNode> mine =
            [
                .. (await api.ListAsync(comments, null, cancellation)).Where(c => Author.Wrote(author, c) && marker.Marks(Json.Text(c, "body"))).OrderBy(c => Json.Number(c, "id")),
            ];
            if (mine.Length == 0)
            {
                JsonNode? made = await api.PostAsync(comments, new JsonObject { ["body"] = body }, cancellation);
                return new Kept(KeptChange.Made, Json.Text(made, "html_url"));
            }

            foreach (JsonNode surplus in mine[1..])
            {
                await api.DeleteAsync(Path(surplus), cancellation);
            }

            if (Keeping.Says(mine[0], body))
            {
                return new Kept(KeptChange.Same, Json.Text(mine[0], "html_url"));
            }

            JsonNode? updated = await api.PatchAsync(Path(mine[0]), new JsonObject { ["body"] = body }, cancellation);
            return new Kept(KeptChange.Updated, Json.Text(updated, "html_url"));
        });
    }

    private static string Path(JsonNode comment) => string.Create(CultureInfo.InvariantCulture, $"issues/comments/{Json.Number(comment, "id")}");
}
