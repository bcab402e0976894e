using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>The rules of what stands below <c>apps:</c> and <c>regions:</c> of a release.</summary>
internal static class OverrideRules
{
    /// <summary>What the file alone shows: a line that says what holds without it hides what is really different.</summary>
    public static void Check(CheckedNode release, SettingsProblems problems)
    {
        CheckApps(release, problems);
        foreach (CheckedNode region in release.Below("regions"))
        {
            CheckApps(region, problems);
            if (Content(region) is { } runs && runs == Content(release))
            {
                problems.Add(region.KeyAt, region.Path, null, "a region below regions: runs something else than the release gives the others", "Delete it: the release has reached the region.");
            }
        }
    }

    /// <summary>What the catalog and the environment show.</summary>
    public static void Check(CheckedNode release, Catalog catalog, StackSettings settings, SettingsProblems problems)
    {
        CheckNames(release, "", catalog, settings, problems);
        string[] regions = [.. settings.Clusters.Select(c => c.Region.Value)];
        foreach (CheckedNode region in release.Below("regions"))
        {
            if (regions.Contains(region.Name, StringComparer.Ordinal))
            {
                CheckNames(region, region.Name, catalog, settings, problems);
            }
            else
            {
                problems.Add(region.KeyAt, region.Path, null, $"a region of a release is one of {settings.Stack}", Spelling.Among(region.Name, regions));
            }
        }

        if (release["regions"] is { } all && regions.Length > 0 && regions.All(r => all[r] is not null))
        {
            problems.Add(all.KeyAt, all.Path, null, "a release has reached one region at least", "Delete the region that runs it, or write what all run as revision.");
        }
    }

    private static void CheckApps(CheckedNode node, SettingsProblems problems)
    {
        foreach (CheckedNode app in node.Below("apps").Where(a => a.Value is not null && a.Value.Equals(node.Maybe<GitRevision>("revision"))))
        {
            problems.Add(app.KeyAt, app.Path, ((GitRevision)app.Value!).Value, "an application below apps: runs another commit than the rest", "Delete the line.");
        }
    }

    private static void CheckNames(CheckedNode node, string region, Catalog catalog, StackSettings settings, SettingsProblems problems)
    {
        string[] names = [.. catalog.Apps.Select(a => a.Name.Value)];
        foreach (CheckedNode named in node.Below("apps"))
        {
            AppSettings? app = catalog.Apps.FirstOrDefault(a => a.Name.Value == named.Name);
            string[] runs = [.. app?.RegionsIn(settings).Select(r => r.Value) ?? []];
            if (app is null)
            {
                problems.Add(named.KeyAt, named.Path, null, "an application of a release is one of stacks/catalog/apps.yaml", Spelling.Among(named.Name, names));
            }
            else if (region.Length == 0 ? runs.Length == 0 : !runs.Contains(region, StringComparer.Ordinal))
            {
                string mend = runs.Length == 0 ? "Delete the line." : $"Delete the line; it runs in {string.Join(", ", runs)}.";
                problems.Add(named.KeyAt, named.Path, null, $"{app.Name} does not run in {(region.Length == 0 ? settings.Stack.Value : region)}, by its regions in stacks/catalog/apps.yaml", mend);
            }
        }
    }

    // Only of what was read without a problem; null otherwise.
    private static RegionRelease? Content(CheckedNode node) =>
        node.Maybe<GitRevision>("revision") is { } revision && node.Maybe<GitRevision>("platform") is { } platform && node.Below("apps").All(a => a.Value is GitRevision)
            ? new RegionRelease(platform, revision, System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, node.Below("apps").Select(a => KeyValuePair.Create(a.Name, (GitRevision)a.Value!))))
            : null;
}
