using System.Collections.Immutable;
using Infra.Delivery.Gates;
using Infra.Delivery.Promoting;
using Infra.Delivery.Risk;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>A promotion with everything that is known of it.</summary>
public sealed record Promoted
{
    /// <summary>What it is judged by.</summary>
    public required PromotionFacts Facts { get; init; }

    /// <summary>The environment that gets it.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>What there is to release.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>The release that it has.</summary>
    public required Release Before { get; init; }

    /// <summary>The release that it gets.</summary>
    public required ReleaseProposal Proposal { get; init; }

    /// <summary>The commits of main that come with it, newest first.</summary>
    public required ImmutableArray<(string Commit, string Subject)> Commits { get; init; }

    /// <summary>The gates between both environments.</summary>
    public required GateReport Gates { get; init; }

    /// <summary>The phases in which it reaches the environment; null for every region at once.</summary>
    public required RolloutSettings? Rollout { get; init; }

    /// <summary>The risk; null where no plan was made.</summary>
    public required RiskAssessment? Risk { get; init; }

    /// <summary>Why objections were overruled; null where nobody did.</summary>
    public required string? Overruled { get; init; }

    /// <summary>What speaks against it.</summary>
    public ImmutableArray<string> Objections => PromotionJudge.Objections(Facts);
}
