namespace Infra;

/// <summary>One commit: who made it and what they said.</summary>
/// <param name="Author">The author's address.</param>
/// <param name="Committer">The committer's address.</param>
/// <param name="Message">The whole message.</param>
internal sealed record GitCommit(string Author, string Committer, string Message)
{
    private const string CoAuthor = "co-authored-by:";

    /// <summary>Everybody who made it, those of its trailers among them.</summary>
    public IEnumerable<string> People => Message.Split('\n')
        .Where(l => l.StartsWith(CoAuthor, StringComparison.OrdinalIgnoreCase) && l.Contains('<', StringComparison.Ordinal))
        .Select(l => l[(l.LastIndexOf('<') + 1)..].TrimEnd('>', ' ', '\r'))
        .Append(Author).Append(Committer);
}
