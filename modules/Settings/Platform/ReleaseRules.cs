using Infra.Model.Errors;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>The rules between a release, what there is to release, and the environment.</summary>
internal static class ReleaseRules
{
    public static void Check(CheckedNode release, Catalog catalog, StackSettings settings, SettingsProblems problems)
    {
        string[] addOns = [.. catalog.AddOns.Select(a => a.Name.Value)];
        foreach (CheckedNode unknown in release.Below("addons").Where(a => !addOns.Contains(a.Name, StringComparer.Ordinal)))
        {
            problems.Add(unknown.KeyAt, unknown.Path, null, "an add-on of a release is one of stacks/catalog/addons.yaml", Spelling.Among(unknown.Name, addOns));
        }

        CheckSecrets(release, TenantWorkloads.SecretsOf(settings, catalog), settings, problems);
    }

    // Following the latest version, production would change whenever somebody writes a new one: a bump there is a promotion.
    private static void CheckSecrets(CheckedNode release, string[] used, StackSettings settings, SettingsProblems problems)
    {
        foreach (CheckedNode pinned in release.Below("secrets"))
        {
            if (settings.Tier != Tier.Production)
            {
                problems.Add(pinned.KeyAt, pinned.Path, null, "outside production secrets follow their latest version", "Delete the line.");
            }
            else if (!used.Contains(pinned.Name, StringComparer.Ordinal))
            {
                problems.Add(pinned.KeyAt, pinned.Path, null, "a secret of a release is one of infra:secrets that a tenant's workload reads", Spelling.Among(pinned.Name, used));
            }
        }

        string[] names = [.. release.Below("secrets").Select(s => s.Name)];
        foreach (string missing in used.Where(s => settings.Tier == Tier.Production && !names.Contains(s, StringComparer.Ordinal)))
        {
            problems.Add(release.At, $"secrets.{missing}", null, "in production every secret that a tenant's workload reads has its version in the release", $"Write {missing}: and the number of the version below secrets:.");
        }
    }
}
