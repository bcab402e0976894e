using Infra.Delivery.Approvals;
using Infra.GitHub.Comments;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>What owners wrote about a change of the rules, asked for when it is needed and kept in no file.</summary>
public static class OwnersComments
{
    // Enough that nobody finds another change with the same; a marker has no room for all 64.
    private const int MarkedDigits = 40;

    /// <summary>What the issue about a change is found by.</summary>
    /// <param name="digest"><see cref="Delivery.KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
    public static Marker MarkerOf(string digest) =>
        Marker.TryParse($"owners-{digest["sha256:".Length..][..MarkedDigits]}", out Marker? marker) ? marker : throw new ArgumentException("It is no digest.", nameof(digest));

    /// <summary>Whether owners approve a change of the rules. What GitHub does not say is no approval.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository, with the rules that are to be applied.</param>
    /// <param name="before">The same, with the rules that were approved before: they say who owns it.</param>
    /// <param name="digest"><see cref="Delivery.KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<OwnersConsent> OfAsync(Host host, Repository repository, Repository before, string digest, CancellationToken cancellation)
    {
        try
        {
            // Without owners nobody is asked, and nobody can fail to answer.
            ApprovalSettings approved = before.Approvals();
            if (approved.Owners.IsEmpty)
            {
                return OwnersJudge.Judge(approved, digest, [], DateTimeOffset.MinValue);
            }

            // Whoever the change names as GitHub would vouch for owners of its own.
            (RepositorySettings now, RepositorySettings then) = (GitHubOptions.Settings(repository), GitHubOptions.Settings(before));
            if (now.Repository != then.Repository || now.Api != then.Api)
            {
                return OwnersConsent.Unknown($"owners are asked at {then.Repository} alone, and this change of {RepositoryFile.Path} names another place");
            }

            IssueComments read = await new MarkedIssues((await host.GitHub.SignInAsync(cancellation)).Api).ReadAsync(
                MarkerOf(digest), approved.Owners.Select(o => approved.Person(o)!.GitHubId), cancellation);
            return (read.Unread, read.At) switch
            {
                ({ } unread, _) => OwnersConsent.Unknown($"not everything that owners may have written was read, because {unread}"),
                (null, null) => OwnersConsent.Unknown("GitHub does not say what time it is, so it is not known how long ago owners approved it"),
                (null, { } at) => OwnersJudge.Judge(approved, digest, [.. read.Comments.Select(c => new OwnersStatement(c.UserId, c.Text, c.At, c.IsTheirs, c.IsDated))], at),
            };
        }
        catch (InfraException unread)
        {
            // All problems of a file are lines of one message.
            return OwnersConsent.Unknown($"it is not known whether owners approved it: {unread.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }
}
