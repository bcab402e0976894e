namespace Infra.Releases;

/// <summary>What a pull request says.</summary>
/// <param name="Branch">The branch that it would merge.</param>
/// <param name="Into">The branch that it would be merged into.</param>
/// <param name="Title">One line, no markup.</param>
/// <param name="Body">Markdown; everything that others wrote is escaped.</param>
internal sealed record PullRequestText(string Branch, string Into, string Title, string Body)
{
    /// <summary>Opens it, or makes an open one say this; one that says it already is left alone.</summary>
    public async Task<string> PlaceAsync(IPullRequests requests, CancellationToken cancellation) => await requests.FindAsync(Branch, cancellation) switch
    {
        null => await requests.OpenAsync(this, cancellation),
        { } open when open.Title == Title && open.Body == Body => open.Place,
        { } open => await requests.UpdateAsync(open.Number, this, cancellation),
    };
}
