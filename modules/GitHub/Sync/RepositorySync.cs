using System.Collections.Immutable;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.GitHub.Sync;

/// <summary>
/// Makes a repository on GitHub what stacks/ say. It looks first and changes what differs, so that a run that was interrupted is simply run
/// again. What nobody asked for is named and left alone.
/// </summary>
/// <param name="api">The repository.</param>
/// <param name="options">What it should be.</param>
public sealed class RepositorySync(GitHubApi api, RepositoryOptions options)
{
    private readonly RepositoryReader reader = new(api);

    /// <summary>What would be done.</summary>
    /// <exception cref="InfraException">Something is missing, or the plan of GitHub lacks it, all of it named; or GitHub refused, or did not answer.</exception>
    public async Task<RepositoryPlan> LookAsync(CancellationToken cancellation)
    {
        RepositoryFacts facts = await reader.FactsAsync(options.Settings, cancellation);
        ImmutableArray<RepositoryPart> wanted = new WantedRepository(options, facts).Parts();
        ImmutableArray<RepositoryPart> actual = await reader.PartsAsync(wanted, cancellation);
        ImmutableArray<RepositoryChange> changes = RepositoryChange.Between(wanted, actual);
        return new RepositoryPlan(
            api.Repository,
            changes,
            wanted.Length - changes.Length,
            [.. actual.Where(a => !wanted.Any(w => w.Is(a))).Select(a => (a.Kind, a.Name)).OrderBy(o => o.Kind).ThenBy(o => o.Name, StringComparer.Ordinal)],
            [.. new[] { WantedLimits.Note(facts, options.Settings) }.OfType<string>(), .. await reader.ByHandAsync(wanted, WorkflowRead.Of(options.Delivery), cancellation)]);
    }

    /// <summary>Changes what differs, and looks whether GitHub kept it.</summary>
    /// <param name="done">Is told of every change after it was made.</param>
    /// <param name="cancellation">Stops before the next change.</param>
    /// <returns>What is left to people.</returns>
    /// <exception cref="InfraException">GitHub refused, did not answer, or did not keep a change.</exception>
    public async Task<RepositoryPlan> ApplyAsync(Action<RepositoryChange> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        RepositoryWriter writer = new(api);
        await Keeping.SurelyAsync(async () =>
        {
            RepositoryPlan plan = await LookAsync(cancellation);
            foreach (RepositoryChange change in plan.Changes)
            {
                cancellation.ThrowIfCancellationRequested();
                await writer.WriteAsync(change, cancellation);
                done(change);
            }

            return plan;
        });

        RepositoryPlan left = await LookAsync(cancellation);
        return left.Changes.IsEmpty ? left : throw new InfraException(ErrorKind.Failed, string.Join('\n', left.Changes.Select(NotKept)));
    }

    private string NotKept(RepositoryChange change) =>
        $"GitHub took the change of {Printable.Text(change.Name)} in {api.Repository} and did not keep it: {string.Join("; ", change.Fields.Select(f => $"{f.Name} is {Printable.Text(f.Old ?? "not there")} and not {Printable.Text(f.New ?? "taken away")}"))}. Look whether the repository's plan of GitHub has it, whether somebody else changed it at the same time, and at the rules of the organisation.";
}
