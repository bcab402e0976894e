using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Gates;

/// <summary>The rules between the phases of a rollout and the regions of its environment.</summary>
internal static class RolloutRules
{
    /// <summary>Checks one environment of gates.yaml.</summary>
    /// <param name="environment">Its node.</param>
    /// <param name="regions">The regions that it has; null where they cannot be known, and then only the phases are compared.</param>
    /// <param name="problems">Where problems go.</param>
    public static void Check(CheckedNode environment, ImmutableArray<Region>? regions, SettingsProblems problems)
    {
        if (environment["rollout"] is not { } rollout)
        {
            return;
        }

        if (rollout.Children.IsEmpty)
        {
            problems.Add(rollout.KeyAt, rollout.Path, null, "a rollout has one phase at least", $"Write {string.Join(", ", RolloutSettings.Known.Select(k => k.Name))}, or some of them.");
            return;
        }

        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach ((CheckedNode phase, CheckedNode region) in rollout.Children.SelectMany(p => p.Below("regions").Where(r => r.Value is Region).Select(r => (p, r))))
        {
            string name = ((Region)region.Value!).Value;
            if (!taken.TryAdd(name, phase.Name))
            {
                problems.Add(region.At, region.Path, name, $"a region is in one phase, and {taken[name]} has it", "Delete it in one of both.");
            }
            else if (regions is { } known && !known.Any(r => r.Value == name))
            {
                problems.Add(region.At, region.Path, name, $"a phase reaches regions of {environment.Name}", Spelling.Among(name, [.. known.Select(r => r.Value)]));
            }
        }

        foreach (Region missing in (regions ?? []).Where(r => !taken.ContainsKey(r.Value)))
        {
            problems.Add(rollout.KeyAt, rollout.Path, null, $"every region of {environment.Name} is in one phase, and {missing} is in none, so no release would reach it", $"Write {missing} below the regions of a phase.");
        }
    }
}
