using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Comments;

/// <summary>One open issue a marker: opened when there is something to say, changed while it is open, closed when there is nothing any more.</summary>
/// <param name="api">The repository.</param>
public sealed class StickyIssues(GitHubApi api)
{
    /// <summary>The label that every issue has, and by which they are listed.</summary>
    public const string Label = "infra";

    /// <summary>Makes the open issue say a text. Where two runs at once opened two, the first stays.</summary>
    /// <param name="marker">What it is found by, with the account of the token as its author.</param>
    /// <param name="title">The title, of <see cref="KeptText.Title"/>.</param>
    /// <param name="body">The whole text, of <see cref="KeptText.Of"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task<Kept> KeepAsync(Marker marker, string title, string body, CancellationToken cancellation) => Keeping.SurelyAsync(async () =>
    {
        ImmutableArray<JsonNode> mine = await OpenAsync(marker, cancellation);
        if (mine.Length == 0)
        {
            JsonNode? made = await api.PostAsync("issues", new JsonObject { ["title"] = title, ["body"] = body, ["labels"] = new JsonArray(Label) }, cancellation);
            return new Kept(KeptChange.Made, Json.Text(made, "html_url"));
        }

        foreach (JsonNode surplus in mine[1..])
        {
            await CloseAsync(surplus, "not_planned", cancellation);
        }

        if (Keeping.Says(mine[0], body) && Json.Text(mine[0], "title") == title)
        {
            return new Kept(KeptChange.Same, Json.Text(mine[0], "html_url"));
        }

        JsonNode? updated = await api.PatchAsync(Path(mine[0]), new JsonObject { ["title"] = title, ["body"] = body }, cancellation);
        return new Kept(KeptChange.Updated, Json.Text(updated, "html_url"));
    });

    /// <summary>Closes what is open of a marker, as done.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<Kept> CloseAsync(Marker marker, CancellationToken cancellation)
    {
        ImmutableArray<JsonNode> mine = await OpenAsync(marker, cancellation);
        foreach (JsonNode issue in mine)
        {
            await CloseAsync(issue, "completed", cancellation);
        }

        return mine.Length == 0 ? new Kept(KeptChange.Same, null) : new Kept(KeptChange.Closed, Json.Text(mine[0], "html_url"));
    }

    private async Task<ImmutableArray<JsonNode>> OpenAsync(Marker marker, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(marker);
        string author = await Author.LoginAsync(api, cancellation);
        return
        [
            .. (await api.ListAsync($"issues?state=open&labels={Label}", null, cancellation))
                .Where(i => i["pull_request"] is null && Author.Wrote(author, i) && marker.Marks(Json.Text(i, "body")))
                .OrderBy(i => Json.Number(i, "number")),
        ];
    }

    private Task CloseAsync(JsonNode issue, string reason, CancellationToken cancellation) =>
        api.PatchAsync(Path(issue), new JsonObject { ["state"] = "closed", ["state_reason"] = reason }, cancellation);

    private static string Path(JsonNode issue) => string.Create(CultureInfo.InvariantCulture, $"issues/{Json.Number(issue, "number")}");
}
