using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>The environment before this one has run what is sealed for long enough, by the audit record; or this one has, before, and goes back to it.</summary>
public sealed class SoakElapsed(SoakElapsedSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.SoakElapsed;

    internal override GateFinding Judge(GateFacts facts)
    {
        TimeSpan asked = TimeSpan.FromHours(settings.Hours);
        string before = facts.RanBefore is { } run ? $"{facts.Plan.Stack} ran it from {EnvelopeJson.Time(run.From)} to {EnvelopeJson.Time(run.Until)}" : "";
        if (facts.RanBefore is { } own && own.Until - own.From >= asked)
        {
            return GateFinding.Passed(before);
        }

        if (!facts.RunningSince.TryGetValue(settings.From, out DateTimeOffset since))
        {
            return GateFinding.Blocked($"{settings.From} does not run what is sealed: this program with this release{(before.Length == 0 ? "" : $"; {before}, and {settings.Hours} hours are asked for")}", $"Apply it to {settings.From} and let it run for {settings.Hours} hours.");
        }

        DateTimeOffset opens = since + asked;
        return facts.Now < opens
            ? GateFinding.Blocked($"{settings.From} runs it since {EnvelopeJson.Time(since)}, and {settings.Hours} hours are asked for", "Wait.", opens)
            : GateFinding.Passed($"{settings.From} runs it since {EnvelopeJson.Time(since)}");
    }
}
