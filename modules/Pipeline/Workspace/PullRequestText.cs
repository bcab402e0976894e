namespace Infra.Pipeline.Workspace;

/// <summary>What a pull request says.</summary>
/// <param name="Branch">The branch that it would merge.</param>
/// <param name="Into">The branch that it would be merged into.</param>
/// <param name="Title">One line, no markup.</param>
/// <param name="Body">Markdown; everything that others wrote is escaped.</param>
public sealed record PullRequestText(string Branch, string Into, string Title, string Body)
{
    // GitHub refuses a longer body than 65,536 characters; the rest is for the marks around it.
    private const int MostCharacters = 60_000;

    /// <summary>One into main, of lines; what GitHub would refuse for its length is cut at a line.</summary>
    public static PullRequestText Of(string branch, string title, IEnumerable<string> lines)
    {
        string body = string.Concat(lines.Select(l => l + "\n"));
        return new PullRequestText(branch, "main", title, body.Length <= MostCharacters ? body : $"{body[..body.LastIndexOf('\n', MostCharacters)]}\n\nThe rest was cut.\n");
    }

    /// <summary>Opens it, or makes an open one say this; one that says it already is left alone.</summary>
    public async Task<PullRequestPlace> PlaceAsync(IPullRequests requests, CancellationToken cancellation) => await requests.FindAsync(Branch, cancellation) switch
    {
        null => await requests.OpenAsync(this, cancellation),
        { } open when open.Title == Title && open.Body == Body => PullRequestPlace.At(open.Place),
        { } open => await requests.UpdateAsync(open.Number, this, cancellation),
    };
}
