using System.Collections.Immutable;
using Infra.GitHub.Repositories;

namespace Infra.GitHub.Sync;

/// <summary>What a private repository lacks on its plan of GitHub, said before anything is changed.</summary>
internal static class WantedLimits
{
    /// <summary>Everything that is lacking and was not given up, and everything that was given up without need.</summary>
    public static IEnumerable<string> Problems(RepositoryFacts facts, RepositorySettings settings)
    {
        foreach (PlanFeature feature in facts.Lacks.Except(settings.Without))
        {
            yield return $"{settings.Repository} is private and on the plan '{facts.Plan}' of GitHub, which has no {What(feature)} for private repositories. {Mend(feature)}, make the repository public, or write {Word(feature)} below without in {RepositoryFile.Path} to go without them.";
        }

        foreach (PlanFeature feature in settings.Without.Where(facts.Has))
        {
            yield return $"{RepositoryFile.Path}: without has {Word(feature)}, and {settings.Repository} {(facts.IsPrivate ? $"is on the plan '{facts.Plan}'" : "is public")}, so GitHub has {What(feature)} for it. Take it out.";
        }
    }

    /// <summary>What people should know where the plan is not shown; null where there is nothing.</summary>
    public static string? Note(RepositoryFacts facts, RepositorySettings settings) => facts.IsPrivate && facts.Plan is null
        ? $"{settings.Repository} is private, and its plan of GitHub is not shown to this token. Reviewers and wait timers of environments need GitHub Enterprise there; environments and rulesets need GitHub Pro, Team or Enterprise. An Enterprise server has them all."
        : null;

    private static string Word(PlanFeature feature) => RepositoryDeclaration.Features[(int)feature];

    private static string What(PlanFeature feature) => feature switch
    {
        PlanFeature.Environments => "environments",
        PlanFeature.Reviewers => "reviewers and wait timers of environments",
        PlanFeature.CodeScanning => "code scanning",
        _ => "rulesets",
    };

    private static string Mend(PlanFeature feature) => feature == PlanFeature.Reviewers ? "Use GitHub Enterprise" : "Use GitHub Pro, Team or Enterprise";
}
