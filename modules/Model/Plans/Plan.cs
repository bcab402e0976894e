using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>The immutable list of steps that an update would take. It changes nothing; the same inputs give the same bytes.</summary>
public sealed record Plan
{
    /// <summary>The schema name of a plan's JSON.</summary>
    public const string Schema = "infra.plan/v1";

    /// <summary>The stack, which is the environment's name.</summary>
    public required string Stack { get; init; }

    /// <summary>What made the plan and would execute it: <c>local</c> or <c>pulumi</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>The steps in the order of execution: in program order, then deletions, users before what they use.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>The stack's outputs; unknown where an apply decides them.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>The outputs that the last update left, to show what changes; null where nobody knows them, as in a plan of a file. No part of the JSON.</summary>
    public PropertyMap? OutputsBefore { get; init; }

    /// <summary>Types that the local cloud has no schema for; it lets them pass unchecked. Always empty on other backends.</summary>
    public ImmutableArray<string> UncheckedTypes { get; init; } = [];

    /// <summary>How many steps of each kind.</summary>
    public PlanSummary Summary => PlanSummary.Of(Steps);

    /// <summary>SHA-256 of the plan's canonical JSON, <c>sha256:</c> and 64 hex digits.</summary>
    public string Digest => PlanJson.Digest(this);
}
