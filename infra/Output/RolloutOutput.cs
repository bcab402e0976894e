using Infra.Pipeline;
using Infra.Releases;

namespace Infra;

/// <summary>Writes where a rollout stands.</summary>
/// <param name="state">The rollout.</param>
/// <param name="finding">What was found of its present phase.</param>
internal sealed class RolloutOutput(RolloutState state, RolloutFinding finding)
{
    /// <summary>For people: one line a phase.</summary>
    public string Text()
    {
        int reached = 0;
        bool isOver = true;
        List<string[]> rows = [];
        foreach (RolloutPhase phase in state.Phases.Phases)
        {
            reached += phase.Regions.Length;
            isOver = isOver && phase != state.Phase;
            rows.Add([phase.Name, string.Join(", ", phase.Regions), RolloutText.Share(reached, state.Ground.Settings), FormattableString.Invariant($"{phase.Hours} h"), phase == state.Phase ? Present() : isOver ? "passed" : "waits"]);
        }

        return $"{state.Ground.Settings.Stack}: release {state.Id} ({state.Id.Digest})\n" + TextTable.Of(["PHASE", "REGIONS", "REACHES", "HOLDS", "STANDS"], rows);
    }

    private string Present()
    {
        string since = state.Since is { } began ? FormattableString.Invariant($"since {began:yyyy-MM-dd HH:mm} UTC") : "";
        string until = state.Since is { } from ? FormattableString.Invariant($", until {from.AddHours(state.Phase.Hours):yyyy-MM-dd HH:mm} UTC") : "";
        return finding.Standing switch
        {
            RolloutStanding.NotApplied => "merged, not applied",
            RolloutStanding.Holds => $"runs {since}, holds{until[1..]}",
            RolloutStanding.Unwatched => $"not known to be well, runs {since}",
            RolloutStanding.Failed => $"failed, runs {since}",
            _ => $"passed, runs {since}",
        };
    }
}
