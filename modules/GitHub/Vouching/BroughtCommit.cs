using System.Collections.Immutable;

namespace Infra.GitHub.Vouching;

/// <summary>A commit as GitHub shows it. Its addresses are what somebody wrote; the numbers are whom GitHub takes these addresses for, which proves nothing but who may be meant.</summary>
/// <param name="Id">The commit, 40 hexadecimal digits.</param>
/// <param name="Parents">Its parents, the branch that it is on first.</param>
/// <param name="Author">The author's address.</param>
/// <param name="Committer">The committer's address.</param>
/// <param name="Message">The whole message.</param>
/// <param name="AuthorId">Whom GitHub takes the author for, a numeric id; null for nobody.</param>
/// <param name="CommitterId">Whom GitHub takes the committer for, a numeric id; null for nobody. Of a verified commit this is who signed it.</param>
/// <param name="IsVerified">Whether GitHub verified the signature.</param>
/// <param name="IsOfWebFlow">Whether GitHub itself signed it, for somebody who edited or merged there.</param>
public sealed record BroughtCommit(
    string Id, ImmutableArray<string> Parents, string Author, string Committer, string Message, string? AuthorId, string? CommitterId, bool IsVerified, bool IsOfWebFlow);
