namespace Infra.Pipeline;

/// <summary>The environment before this one has run what is sealed for long enough, by the audit record.</summary>
public sealed class SoakElapsed(SoakElapsedSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.SoakElapsed;

    internal override GateFinding Judge(GateFacts facts)
    {
        if (!facts.RunningSince.TryGetValue(settings.From, out DateTimeOffset since))
        {
            return GateFinding.Blocked($"{settings.From} does not run what is sealed: this program with this release", $"Apply it to {settings.From} and let it run for {settings.Hours} hours.");
        }

        DateTimeOffset opens = since + TimeSpan.FromHours(settings.Hours);
        return facts.Now < opens
            ? GateFinding.Blocked($"{settings.From} runs it since {EnvelopeJson.Time(since)}, and {settings.Hours} hours are asked for", "Wait.", opens)
            : GateFinding.Passed($"{settings.From} runs it since {EnvelopeJson.Time(since)}");
    }
}
