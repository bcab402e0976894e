using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Plans;

namespace Infra.PulumiCli;

/// <summary>Follows the stream of JSON lines that an update writes.</summary>
/// <remarks>Form: pulumi/pulumi, sdk/go/common/apitype/events.go. Lines of the preview phase are marked by <c>planning</c> and <c>isPreview</c>.</remarks>
internal sealed class PulumiEvents(Plan plan, IProgress<StepEvent>? progress)
{
    // Kinds that say nothing about what was done.
    private static readonly string[] Unread =
    [
        "sequence", "timestamp", "preludeEvent", "stdoutEvent", "policyEvent", "policyRemediationEvent", "policyAnalyzeSummaryEvent", "policyRemediateSummaryEvent",
        "policyAnalyzeStackSummaryEvent", "progressEvent", "errorEvent", "startDebuggingEvent", "policyLoadEvent", "cancelEvent",
        "resourcePreEvent", "resOutputsEvent", "diagnosticEvent", "summaryEvent",
    ];

    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly ILookup<string, PlanStep> steps = plan.Steps.ToLookup(s => s.Urn.Value, StringComparer.Ordinal);
    private readonly ImmutableArray<PlanStep>.Builder done = ImmutableArray.CreateBuilder<PlanStep>();
    private readonly ImmutableArray<StepEvent>.Builder failures = ImmutableArray.CreateBuilder<StepEvent>();
    private readonly Dictionary<string, List<string>> messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> failed = new(StringComparer.Ordinal);

    /// <summary>What was carried out, in order.</summary>
    public ImmutableArray<PlanStep> Done => done.ToImmutable();

    /// <summary>What failed.</summary>
    public ImmutableArray<StepEvent> Failures =>
        [.. failures.Select(f => f with { Message = messages.TryGetValue(f.Step.Urn.Value, out List<string>? said) ? string.Join(' ', said) : "it failed, and the CLI gave no reason" })];

    /// <summary>What was planned and neither done nor failed.</summary>
    public ImmutableArray<PlanStep> Skipped =>
        [.. plan.Steps.Where(s => s.Op is not (StepOp.Same or StepOp.Read) && !done.Contains(s) && !failed.Contains(s.Urn.Value))];

    /// <summary>Whether the summary of the update itself was seen: without it the stream was cut off.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether a person or a signal stopped it.</summary>
    public bool Cancelled { get; private set; }

    /// <summary>The kinds of events that this program does not know: those of a newer CLI. They are passed over.</summary>
    public IReadOnlyCollection<string> Unknown => unknown;

    /// <summary>Errors that belong to no resource.</summary>
    public ImmutableArray<string> Errors => messages.TryGetValue("", out List<string>? said) ? [.. said] : [];

    /// <summary>Every error that was said, with the URN of its resource or an empty text.</summary>
    public IEnumerable<(string Urn, string Message)> Said => messages.SelectMany(m => m.Value.Select(text => (m.Key, text)));

    /// <summary>Takes one line; lines that are no events are left to whoever shows them.</summary>
    public void Take(string line)
    {
        if (!line.StartsWith('{'))
        {
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                Take(entry.Name, entry.Value);
            }
        }
        catch (Exception torn) when (torn is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A torn line is the last one of a CLI that was killed; that the summary is missing says so.
        }
    }

    private void Take(string kind, JsonElement body)
    {
        switch (kind)
        {
            case "resourcePreEvent" when !IsPlanning(body):
                Report(body, StepPhase.Began);
                break;
            case "resOutputsEvent" when !IsPlanning(body):
                if (Step(body) is { } finished && finished.Op is not StepOp.Same && !done.Contains(finished))
                {
                    done.Add(finished);
                    progress?.Report(new StepEvent(finished, StepPhase.Done));
                }

                break;
            case "resOpFailedEvent":
                if (Step(body) is { } broken && failed.Add(broken.Urn.Value))
                {
                    failures.Add(new StepEvent(broken, StepPhase.Failed));
                    progress?.Report(new StepEvent(broken, StepPhase.Failed));
                }

                break;
            case "diagnosticEvent" when Text(body, "severity") == "error":
                Keep(Text(body, "urn") ?? "", (Text(body, "message") ?? "").Trim());
                break;
            case "summaryEvent" when !(body.TryGetProperty("isPreview", out JsonElement preview) && preview.ValueKind == JsonValueKind.True):
                Ended = true;
                Cancelled = Text(body, "result") == "canceled";
                break;
            default:
                if (!Unread.Contains(kind, StringComparer.Ordinal))
                {
                    unknown.Add(kind);
                }

                break;
        }
    }

    private void Keep(string urn, string message)
    {
        // The stack's own error repeats that something failed.
        string key = urn.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal) ? "" : urn;
        if (!messages.TryGetValue(key, out List<string>? said))
        {
            messages[key] = said = [];
        }

        said.Add(message);
    }

    private void Report(JsonElement body, StepPhase phase)
    {
        if (Step(body) is { } step && step.Op is not StepOp.Same)
        {
            progress?.Report(new StepEvent(step, phase));
        }
    }

    // A replacement has several events of one URN; the plan has one step, or a delete beside it.
    private PlanStep? Step(JsonElement body)
    {
        JsonElement metadata = body.GetProperty("metadata");
        PlanStep[] planned = [.. steps[metadata.GetProperty("urn").GetString()!]];
        bool deletes = Text(metadata, "op") is "delete";
        return planned.FirstOrDefault(p => p.Op == StepOp.Delete == deletes) ?? planned.FirstOrDefault();
    }

    private static bool IsPlanning(JsonElement body) => body.TryGetProperty("planning", out JsonElement planning) && planning.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
