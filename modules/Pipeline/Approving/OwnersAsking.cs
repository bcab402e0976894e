using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.GitHub.Comments;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Approving;

/// <summary>Asks owners in an issue whether a change of the rules may be applied. Only the real cloud keeps rules that were approved, so a rehearsal asks nobody.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository, with the rules that are to be applied.</param>
public sealed class OwnersAsking(Host host, Repository repository)
{
    private readonly AuditTrail trail = new(host, repository, "pulumi");

    /// <summary>What there is to ask about an environment, by the commit that is checked out.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">Nothing changed, nobody could be asked, the tree has changes that are not committed, or the bucket cannot be read.</exception>
    public async Task<OwnersQuestion> QuestionAsync(string environment, CancellationToken cancellation)
    {
        string name = repository.Environment(environment).Value;
        IGit git = host.Git(repository.Root);
        if (await git.CommitAsync(GitRef.Parse("HEAD", "HEAD"), cancellation) is not { } commit || await git.UncommittedAsync(["."], cancellation) is { Count: > 0 })
        {
            throw new InfraException(ErrorKind.Configuration, "The tree has changes that are not committed, so nobody could look at what owners are asked about. Commit them, and have them merged.");
        }

        RulesBundle approved = await new RulesObjects(trail.Keys.Bucket).ApprovedAsync(name, (await trail.WholeAsync(cancellation)).Anchor!.Sequence, cancellation);
        RulesBundle next = new(commit, new SealedFiles(repository).ProgramDigest(), repository.Rules());
        ImmutableArray<string> changed = approved.Differences(next.Files, next.Program);
        if (changed.IsEmpty)
        {
            throw new InfraException(ErrorKind.Configuration, $"Rules and program are those that {name} was last applied with, so nobody has to approve a change of them. Check out the commit that changes them.");
        }

        ApprovalSettings settings = repository.JudgedBy(approved.ByPath).Approvals();
        return settings.Owners.IsEmpty
            ? throw new InfraException(
                ErrorKind.Configuration, $"The rules that were approved before for {name} list no owners, and owners of a change that is to be approved do not count. Somebody of the role {RulesBundle.Role} approves it; docs/gates.md says what is left where nobody can.")
            : new(name, next.Content, commit, approved.Commit, changed, [.. settings.Owners.Select(o => settings.Person(o)!)]);
    }

    /// <summary>Asks it in an issue, which is opened once.</summary>
    /// <exception cref="InfraException">Nobody is signed in, GitHub refused, or did not answer.</exception>
    public async Task<Kept> AskAsync(OwnersQuestion question, CancellationToken cancellation)
    {
        Marker marker = OwnersComments.MarkerOf(question.Digest);
        StickyIssues issues = new((await host.GitHub.SignInAsync(cancellation)).Api);
        return await issues.KeepAsync(marker, KeptText.Title(OwnersText.Title(question)), KeptText.Of(marker, OwnersText.Body(question), null), cancellation);
    }

    /// <summary>What they answered until now.</summary>
    public async Task<OwnersConsent> AnswerAsync(OwnersQuestion question, CancellationToken cancellation)
    {
        RulesBundle approved = await new RulesObjects(trail.Keys.Bucket).ApprovedAsync(question.Environment, (await trail.WholeAsync(cancellation)).Anchor!.Sequence, cancellation);
        return await OwnersComments.OfAsync(host, repository, repository.JudgedBy(approved.ByPath), question.Digest, cancellation);
    }
}
