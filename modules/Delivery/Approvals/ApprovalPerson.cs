using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.Model.Commits;

namespace Infra.Delivery.Approvals;

/// <summary>Somebody who may approve, and what tells a proof of theirs.</summary>
/// <param name="Name">How they are named in these files and in audit records.</param>
/// <param name="GitHubId">Their number at GitHub; a login is given away again, a number never is.</param>
/// <param name="Emails">The addresses that their commits carry, so that nobody approves their own change.</param>
/// <param name="Keys">The keys that their signed records are verified with.</param>
public sealed record ApprovalPerson(string Name, string GitHubId, ImmutableArray<string> Emails, ImmutableArray<VerifyingKey> Keys)
{
    /// <summary>Whether a text that somebody else wrote down, an account, a number or an address, is theirs, in whatever spelling.</summary>
    public bool IsNamed(string text)
    {
        CommitAddress said = CommitAddress.Of(text);
        return said.Text == Name || said.Text == GitHubId || said.GitHubId == GitHubId || Emails.Any(e => CommitAddress.Of(e).Text == said.Text);
    }
}
