using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The rules between the settings of bootstrap: no project twice, the state inside residency, and names that Google Cloud accepts.</summary>
internal static class BootstrapRules
{
    public static void Check(CheckedNode root, StackName stack, SettingsProblems problems)
    {
        CheckProjects(root, problems);
        CheckLocation(root, problems);
        GoogleRules.CheckRegions(root, GoogleRules.Catalog(root), problems);
        foreach (var environment in root.Below("infra:environments").Where(e => e.Key is StackName))
        {
            CheckNames(root, environment, stack, problems);
        }
    }

    private static void CheckProjects(CheckedNode root, SettingsProblems problems)
    {
        var projects = root.Below("infra:environments").Select(e => e["project"]).Prepend(root["gcp:project"]).Where(p => p?.Value is ProjectId).ToArray();
        foreach (var second in projects.GroupBy(p => p!.Value).SelectMany(g => g.Skip(1)))
        {
            var first = projects.First(p => p!.Value!.Equals(second!.Value))!;
            problems.Add(
                second!.At,
                second.Path,
                $"{second.Value}",
                $"it is {first.Path} already, and no two environments share a project: the workload identities of a project are shared by all its clusters",
                "Write another project id.");
        }
    }

    private static void CheckLocation(CheckedNode root, SettingsProblems problems)
    {
        var residency = root.Below("infra:residency").Select(r => r.Value as Region).ToArray();
        if (root["infra:location"] is { Value: Region location } at && residency.Length > 0 && !residency.Contains(location))
        {
            problems.Add(at.At, at.Path, $"{location}", $"state may stay in {string.Join(", ", residency.OfType<Region>())} only (infra:residency)", "Choose one of these regions, or have residency changed by those who answer for it.");
        }
    }

    private static void CheckNames(CheckedNode root, CheckedNode environment, StackName stack, SettingsProblems problems)
    {
        var name = (StackName)environment.Key!;
        if (name == stack)
        {
            problems.Add(environment.KeyAt, environment.Path, null, $"{name} is the stack that makes the environments, and not one of them", "Choose another name.");
        }

        if (root.Maybe<NamePrefix>("infra:prefix") is { } prefix)
        {
            var account = $"{prefix}-{name}-apply";
            if (!AccountId.TryParse(account, out _, out var misfit))
            {
                problems.Add(environment.KeyAt, environment.Path, null, $"its identity would be named {account} ({account.Length} characters), and {misfit.Rule}", "Shorten it, or infra:prefix.");
            }
        }

        if (root.Maybe<ProjectId>("gcp:project") is { } seed && !BucketName.TryParse($"{seed}-{name}-state", out _, out var bucket))
        {
            problems.Add(environment.KeyAt, environment.Path, null, $"its bucket would be named {seed}-{name}-state, and {bucket.Rule}", "Shorten it.");
        }
    }
}
