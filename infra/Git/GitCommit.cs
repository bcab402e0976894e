using Infra.Pipeline;

namespace Infra;

/// <summary>One commit: who made it and what they said.</summary>
/// <param name="Author">The author's address.</param>
/// <param name="Committer">The committer's address.</param>
/// <param name="Message">The whole message.</param>
internal sealed record GitCommit(string Author, string Committer, string Message)
{
    /// <summary>Everybody who made it, those of its trailers among them.</summary>
    public IEnumerable<string> People => CoAuthors.Of(Message).Append(Author).Append(Committer);
}
