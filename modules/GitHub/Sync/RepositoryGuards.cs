using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.GitHub.Api;
using Infra.GitHub.Repositories;
using Infra.Model.Actions;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.GitHub.Sync;

/// <summary>
/// Whether what guards an environment at GitHub is what stacks/ say, now: rulesets, and who may let a run into it. An approval means no more than they do.
/// The token of a job is enough, which sees neither the numbers of teams nor whom a ruleset does not bind; <c>infra github sync --check</c> compares those.
/// </summary>
/// <param name="api">The repository.</param>
/// <param name="options">What it should be.</param>
public sealed partial class RepositoryGuards(GitHubApi api, RepositoryOptions options)
{
    private readonly RepositoryReader reader = new(api);

    /// <summary>What differs, each as a clause; none where everything is as it should be.</summary>
    /// <param name="environment">The environment of stacks/ that is to be applied.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">Something is missing in stacks/; or GitHub refused, or did not answer.</exception>
    public async Task<ImmutableArray<string>> DifferencesAsync(StackName environment, CancellationToken cancellation)
    {
        string[] names = [GitHubEnvironments.Apply(environment), GitHubEnvironments.Plan(environment), GitHubEnvironments.Seal(environment)];
        RepositoryFacts facts = await reader.FactsOfJobAsync(cancellation);
        ImmutableArray<RepositoryPart> wanted = [.. new WantedRepository(options, facts, isOfJob: true).Parts().Where(p => p.Kind == PartKind.Ruleset || (p.Kind == PartKind.Environment && names.Contains(p.Name, StringComparer.Ordinal)))];
        ImmutableArray<RepositoryPart> actual = await reader.GuardsAsync(wanted, cancellation);
        return
        [
            .. RepositoryChange.Between([.. wanted.Select(Shown)], [.. actual.Select(Shown)])
                .SelectMany(c => c.IsNew ? [$"there is no {Word(c.Kind)} {c.Name}"] : c.Fields.Select(f => $"{Word(c.Kind)} {c.Name}: {f.Name} is {f.Old ?? "not there"} and not {f.New ?? "left out"}")).Select(d => Printable.Text(d)),
        ];
    }

    private static string Word(PartKind kind) => kind == PartKind.Ruleset ? "ruleset" : "environment";

    // The number of a team stands in a ruleset, and is not shown to a job.
    private static RepositoryPart Shown(RepositoryPart part) => part.Kind != PartKind.Ruleset ? part : part with
    {
        Fields = part.Fields.Remove("not bound").ToImmutableSortedDictionary(f => f.Key, f => f.Key == "pull_request.required_reviewers" ? Team().Replace(f.Value, "team") : f.Value, StringComparer.Ordinal),
    };

    [GeneratedRegex("\\bteam -?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Team();
}
