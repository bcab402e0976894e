using System.Collections.Immutable;
using Infra.Delivery.Calendars;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Approvals;

/// <summary>Which approvals a kind of change needs. Every rule that fits counts; where two name one role, the greater number holds.</summary>
public sealed record ApprovalRule
{
    /// <summary>Its name, for explanations.</summary>
    public required string Name { get; init; }

    /// <summary>The environments that it holds for; empty for all.</summary>
    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>Patterns of edited files, one of which must fit; empty for any.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Tags, one of which the change must have; empty for any.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The least risk that it holds for; null for any.</summary>
    public RiskLevel? Risk { get; init; }

    /// <summary>The least level of a freeze that holds for the change; null for any time.</summary>
    public FreezeLevel? Freeze { get; init; }

    /// <summary>Whether it is for emergencies; an emergency is judged by such rules alone, everything else by the others.</summary>
    public bool Emergency { get; init; }

    /// <summary>Whether approvals count only when they were given in business hours.</summary>
    public bool BusinessHours { get; init; }

    /// <summary>How many people of which role.</summary>
    public ImmutableArray<ApprovalNeed> Needs { get; init; } = [];

    /// <summary>How many people more, of whichever role.</summary>
    public int Extra { get; init; }
}
