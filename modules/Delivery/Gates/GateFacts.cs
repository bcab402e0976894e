using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;
using Infra.Model.Plans;

namespace Infra.Delivery.Gates;

/// <summary>Everything that gates read. What could not be found out is null, and then the gate that needs it is closed.</summary>
public sealed record GateFacts
{
    /// <summary>The envelope; null for a plan that nobody sealed.</summary>
    public required Envelope? Envelope { get; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Whether everything in the plan is made anew: then nothing runs there yet, which could be unwell or be changed with care.</summary>
    public bool IsFirst => !Plan.Steps.IsEmpty && Plan.Steps.All(s => s.Op is StepOp.Create or StepOp.Read);

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is not as it was sealed.</summary>
    public ImmutableArray<string> Differences { get; init; } = [];

    /// <summary>What the rules said.</summary>
    public PolicyFacts? Policy { get; init; }

    /// <summary>Who approved.</summary>
    public ApprovalVerdict? Approvals { get; init; }

    /// <summary>What owners say of a change of the rules; null where nobody asked, because more is missing than the role <c>rules</c>, or less.</summary>
    public OwnersConsent? Owners { get; init; }

    /// <summary>What guards the environment at GitHub and is not as stacks/delivery/github.yaml says, each as a clause; none in a rehearsal.</summary>
    public ImmutableArray<string> Unguarded { get; init; } = [];

    /// <summary>What the windows of the calendar say.</summary>
    public CalendarFacts? Window { get; init; }

    /// <summary>What the freezes of the calendar say.</summary>
    public CalendarFacts? Freeze { get; init; }

    /// <summary>Since when each environment has run, without a failure, what is sealed: the same program and the release that was promoted. One that does not run it is not there.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> RunningSince { get; init; } = ImmutableSortedDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When the environment itself ran what is sealed, before something newer took its place, as a rollback finds it; null where it never did, or where nobody looked because another environment runs it.</summary>
    public EarlierRun? RanBefore { get; init; }

    /// <summary>The risk.</summary>
    public RiskAssessment? Risk { get; init; }

    /// <summary>Whether it takes the emergency path: critical rules only.</summary>
    public bool Emergency { get; init; }

    /// <summary>Evidence from files, one a gate at most, already checked for its form and its envelope.</summary>
    public ImmutableSortedDictionary<GateName, Evidence> Evidence { get; init; } = ImmutableSortedDictionary<GateName, Evidence>.Empty;
}
