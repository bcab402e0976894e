using System.Collections.Immutable;
using Infra.Model.Commits;

namespace Infra.Git;

/// <summary>One commit: who made it and what they said.</summary>
/// <param name="Author">The author's address.</param>
/// <param name="Committer">The committer's address.</param>
/// <param name="Message">The whole message.</param>
public sealed record GitCommit(string Author, string Committer, string Message)
{
    /// <summary>Its hash; empty where nobody asked.</summary>
    public string Id { get; init; } = "";

    /// <summary>The commits that it follows, the branch that it is on first.</summary>
    public ImmutableArray<string> Parents { get; init; } = [];

    /// <summary>When it was committed, in seconds since 1970; 0 where it does not say.</summary>
    public long Time { get; init; }

    /// <summary>Whom its header names beside, and who can be read in its message in another encoding.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>Everybody who made it, those of its trailers among them.</summary>
    public IEnumerable<string> People => CoAuthors.Of(Message).Append(Author).Append(Committer).Concat(Others).Distinct(StringComparer.Ordinal);

    /// <summary>The first paragraph of its message, in one line.</summary>
    public string Subject => string.Join(' ', Message.TrimStart('\n').Split('\n').TakeWhile(l => l.Length > 0)).Trim();
}
