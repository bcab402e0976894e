using System.Collections.Immutable;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Model.Backends;

/// <summary>How an update or a destroy ended.</summary>
public sealed record UpdateOutcome
{
    /// <summary>The steps that were carried out, in order.</summary>
    public required ImmutableArray<PlanStep> Done { get; init; }

    /// <summary>The steps that failed, with the reason.</summary>
    public ImmutableArray<StepEvent> Failures { get; init; } = [];

    /// <summary>The steps that were skipped because of a failure or a cancellation.</summary>
    public ImmutableArray<PlanStep> Skipped { get; init; } = [];

    /// <summary>Whether a person or a signal stopped it.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The stack's outputs.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>Whether every step was carried out.</summary>
    public bool Succeeded => Failures.IsEmpty && !Cancelled;
}
