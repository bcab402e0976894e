using Infra.Model.Plans;

namespace Infra.Model.Backends;

/// <summary>What an update reports while it runs.</summary>
/// <param name="Step">The step.</param>
/// <param name="Phase">Whether it began, ended or failed.</param>
/// <param name="Message">For a failure: why.</param>
public sealed record StepEvent(PlanStep Step, StepPhase Phase, string? Message = null);

/// <summary>Where a step is.</summary>
public enum StepPhase
{
    /// <summary>It is about to be carried out.</summary>
    Began,

    /// <summary>It was carried out and recorded.</summary>
    Done,

    /// <summary>It failed; what depends on it is skipped.</summary>
    Failed,

    /// <summary>It was skipped because something it depends on failed.</summary>
    Skipped,
}
