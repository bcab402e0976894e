using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Settings.Reading;

namespace Infra.GitHub.Repositories;

/// <summary>The rules between the settings of github.yaml. Each looks at what is good and is silent about what is not.</summary>
internal static class RepositoryFileRules
{
    /// <summary>As many reviewers as GitHub takes for one environment.</summary>
    /// <remarks>Source: https://docs.github.com/en/rest/deployments/environments#create-or-update-an-environment</remarks>
    public const int MostReviewers = 6;

    // Who changes one of these changes what everybody else must do.
    private static readonly ImmutableArray<string> Owned = ["/.github/", "/modules/Policy/", "/stacks/"];

    public static void Check(CheckedNode root, IReadOnlyCollection<string> stacks, ImmutableArray<string> people, Func<string, bool> isScript, SettingsProblems problems)
    {
        ImmutableArray<string> environments = RepositoryOptions.EnvironmentsOf(stacks);
        List<string> scripts = [];
        foreach (CheckedNode environment in root.Below("environments").Where(e => e.Key is not null))
        {
            Known(environment.Name, environment.KeyAt, environment.Path, environments, "a GitHub environment is ENV, ENV-plan, ENV-seal, bootstrap, bootstrap-seal or release", problems);
            foreach (CheckedNode person in environment.Below("people").Where(p => p.Value is string))
            {
                Known((string)person.Value!, person.At, person.Path, people, "a reviewer is one of the people of stacks/delivery/approvals.yaml", problems);
            }

            if (environment.Below("teams").Length + environment.Below("people").Length is > MostReviewers and var count)
            {
                problems.Add(environment.KeyAt, environment.Path, null, $"GitHub takes {MostReviewers} teams and people for an environment, and these are {count}", "Write teams in place of people.");
            }

            if (environment["evidence"] is { Value: string script } evidence)
            {
                scripts.Add($"/{script}");
                Gathered(evidence, script, environment.Name, stacks, isScript, problems);
            }
        }

        if (root["codeOwners"] is { Children: { IsEmpty: false } owners } node)
        {
            foreach (string path in Owned.Concat(scripts).Distinct(StringComparer.Ordinal).Where(o => !owners.Any(p => p.Name == "*" || o.StartsWith(p.Name, StringComparison.Ordinal))))
            {
                problems.Add(node.KeyAt, node.Path, null, $"somebody owns {path}, because who changes it changes the rules for all", $"Write {path} or * with its teams.");
            }
        }
    }

    private static void Gathered(CheckedNode evidence, string script, string environment, IReadOnlyCollection<string> stacks, Func<string, bool> isScript, SettingsProblems problems)
    {
        if (!stacks.Contains(environment, StringComparer.Ordinal))
        {
            problems.Add(evidence.At, evidence.Path, script, "evidence is gathered where deploy.yml applies, and nothing is applied here", $"Write it below one of {string.Join(", ", stacks.Order(StringComparer.Ordinal))}.");
        }
        else if (!isScript(script))
        {
            problems.Add(evidence.At, evidence.Path, script, "what gathers evidence is a file of this repository that can be executed, and no link", "Write it, and make it executable: `chmod +x`.");
        }
    }

    private static void Known(string name, Position at, string path, ImmutableArray<string> known, string rule, SettingsProblems problems)
    {
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            string mend = Spelling.Nearest(name, known) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            problems.Add(at, path, name, rule, mend);
        }
    }
}
