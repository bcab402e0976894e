using System.Collections.Immutable;
using Infra.GitHub.Repositories;

namespace Infra.GitHub.Sync;

/// <summary>What only GitHub knows of a repository, and what the wanted state follows from too.</summary>
/// <param name="IsPrivate">Whether not everybody sees it.</param>
/// <param name="Plan">The plan of its owner, such as <c>team</c>; null where the token may not see it, and on Enterprise servers.</param>
/// <param name="ActionsApp">The number of the App that checks of GitHub Actions come from.</param>
/// <param name="Teams">The numbers of teams that there are, by their short names.</param>
internal sealed record RepositoryFacts(bool IsPrivate, string? Plan, long ActionsApp, ImmutableSortedDictionary<string, long> Teams)
{
    private static readonly ImmutableSortedSet<PlanFeature> Nothing = [];

    /// <summary>What the repository lacks on its plan; nothing where the plan is not known, because then GitHub says it itself.</summary>
    /// <remarks>Source: https://docs.github.com/en/get-started/learning-about-github/githubs-plans and the pages of <see cref="PlanFeature"/>.</remarks>
    public ImmutableSortedSet<PlanFeature> Lacks => (IsPrivate, Plan) switch
    {
        (true, "free") => [PlanFeature.Environments, PlanFeature.Reviewers, PlanFeature.Rulesets],
        (true, "pro" or "team") => [PlanFeature.Reviewers],
        _ => Nothing,
    };

    /// <summary>Whether the repository surely has it: it is public, or the plan has everything. Code scanning of a private one is bought beside the plan.</summary>
    public bool Has(PlanFeature feature) => !IsPrivate || (feature != PlanFeature.CodeScanning && (Plan is "enterprise" or "business" or "business_plus"));
}
