using Infra.Delivery.Gates;
using Infra.Delivery.Rollout;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>What is said of the phases of a rollout, and what the pull request of the next one says.</summary>
public static class RolloutText
{
    /// <summary>The pull request of the next phase.</summary>
    public static PullRequestText Of(RolloutState state, RolloutFinding finding, ReleaseProposal proposal, string branch)
    {
        StackName environment = state.Ground.Settings.Stack;
        string title = $"Roll out in {environment}: phase {state.Next!.Name} of release {proposal.Id}";
        return PullRequestText.Of(branch, title,
        [
            $"## {title}",
            "",
            $"Merge it with a merge commit: {proposal.Release.Platform} is what Argo CD will read, and a squash would lose it. `{proposal.Id.Digest}`",
            "",
            $"Phase {state.Phase.Name} is over and well: {Printable.Markdown(finding.Reason)}.",
            "",
            .. ReleaseLines.Changes(state.Ground.Present, proposal.Release),
            "",
            .. Phases(state.Ground.Settings, state.Phases, proposal.Release),
            .. ReleaseLines.Effects(proposal),
            "### If it fails",
            "",
            $"`infra rollback {environment} --reason TEXT` gives every region the release back that it had before the rollout began{(state.Before is { } before ? $", {before.Id}" : "")}.",
            "",
            "### After the merge",
            "",
            $"The deployment of {environment} plans, seals and applies it, with its approvals and gates. Then `infra rollout {environment}` looks after it.",
        ]);
    }

    /// <summary>The phases of a rollout, as they are with a release.</summary>
    public static IEnumerable<string> Phases(StackSettings settings, RolloutSettings phases, Release release)
    {
        RolloutPhase? present = phases.PhaseOf(release);
        int reached = 0;
        yield return "### Phases";
        yield return "";
        bool isOver = present is not null;
        foreach (RolloutPhase phase in phases.Phases)
        {
            reached += phase.Regions.Length;
            string when = phase == present ? "now" : isOver ? "before" : "later";
            isOver = isOver && phase != present;
            yield return FormattableString.Invariant(
                $"- {phase.Name}, {when}: {string.Join(", ", phase.Regions)}; {Share(reached, settings)}, {phase.Hours} hours, errors below {phase.ErrorsBelowBasisPoints} of 10000, latency below {phase.LatencyBelowMs} ms");
        }

        yield return "";
    }

    /// <summary>How much of an environment some regions are: each has one cluster.</summary>
    public static string Share(int reached, StackSettings settings) => FormattableString.Invariant($"{reached} of {settings.Clusters.Length} clusters");
}
