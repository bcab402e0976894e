using System.Text.Json;
using Infra.Delivery.Gates;
using Infra.Delivery.Rollout;
using Infra.Model.Values;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes where a rollout stands.</summary>
/// <param name="report">Where it stands.</param>
internal sealed class RolloutOutput(RolloutReport report)
{
    /// <summary>The schema name of its JSON.</summary>
    private const string Schema = "infra.rollout/v1";

    /// <summary>For people: one line a phase.</summary>
    public string Text()
    {
        (ReleaseGround ground, RolloutState? state, _, _) = report;
        if (state is null)
        {
            return $"{ground.Settings.Stack} has release {ground.History.Current.Id} in every region. Nothing is on its way.\n";
        }

        int reached = 0;
        bool isOver = true;
        List<string[]> rows = [];
        foreach (RolloutPhase phase in state.Phases.Phases)
        {
            reached += phase.Regions.Length;
            isOver = isOver && phase != state.Phase;
            rows.Add([phase.Name, string.Join(", ", phase.Regions), RolloutText.Share(reached, ground.Settings), FormattableString.Invariant($"{phase.Hours} h"), phase == state.Phase ? Present(state) : isOver ? "passed" : "waits"]);
        }

        return $"{ground.Settings.Stack}: release {state.Id} ({state.Id.Digest})\n" + TextTable.Of(["PHASE", "REGIONS", "REACHES", "HOLDS", "STANDS"], rows);
    }

    /// <summary>For machines: docs/formats.md.</summary>
    public string Json() => JsonOut.Document(Schema, writer =>
    {
        (ReleaseGround ground, RolloutState? state, RolloutFinding? finding, DeliveredRelease? opened) = report;
        writer.WriteString("environment", ground.Settings.Stack.Value);
        writer.WriteString("release", ground.History.Current.Id.Digest);
        writer.WriteString("phase", state?.Phase.Name);
        writer.WriteStartArray("regions");
        foreach (Region region in state?.Phase.Regions ?? [])
        {
            writer.WriteStringValue(region.Value);
        }

        writer.WriteEndArray();
        writer.WriteString("since", state?.Since is { } since ? Moment.Text(since) : null);
        writer.WriteString("until", state?.Until is { } until ? Moment.Text(until) : null);
        writer.WriteString("standing", finding is null ? null : JsonNamingPolicy.CamelCase.ConvertName(finding.Standing.ToString()));
        writer.WriteString("reason", finding?.Reason);
        writer.WriteString("next", state?.Next?.Name);
        if (opened is null)
        {
            writer.WriteNull("opened");
            return;
        }

        writer.WriteStartObject("opened");
        writer.WriteString("branch", opened.Branch);
        writer.WriteString("commit", opened.Commit);
        writer.WriteString("pullRequest", opened.PullRequest);
        writer.WriteEndObject();
    });

    private string Present(RolloutState present)
    {
        string since = present.Since is { } began ? FormattableString.Invariant($"since {began:yyyy-MM-dd HH:mm} UTC") : "";
        return report.Finding!.Standing switch
        {
            RolloutStanding.NotApplied => "merged, not applied",
            RolloutStanding.Holds => FormattableString.Invariant($"runs {since}, holds until {present.Until:yyyy-MM-dd HH:mm} UTC"),
            RolloutStanding.Unwatched => $"not known to be well, runs {since}",
            RolloutStanding.Failed => $"failed, runs {since}",
            _ => $"passed, runs {since}",
        };
    }
}
