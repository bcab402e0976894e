namespace Infra.Pipeline.Demonstrating;

/// <summary>The clock of the demo. It stands where it was moved, so that hours of waiting pass at once.</summary>
/// <param name="start">Where it begins.</param>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Its time.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Moves it on. It never goes back: the audit record would say so.</summary>
    /// <param name="later">The time.</param>
    public void MoveTo(DateTimeOffset later) => Now = later >= Now ? later : throw new ArgumentOutOfRangeException(nameof(later), later, "The clock of the demo goes forwards only.");

    /// <summary>Lets a second pass, so that records have an order in time.</summary>
    public void Tick() => Now = Now.AddSeconds(1);
}
