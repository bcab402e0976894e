using System.Collections.Immutable;
using Infra.Policy.Judging;

namespace Infra.Policy.Reports;

/// <summary>What holds for waivers themselves. These judge findings and waivers, not resources, so they are no classes of rules; nothing waives them.</summary>
public static class WaiverRules
{
    /// <summary>A waiver whose day has come.</summary>
    public static RuleInfo Expired { get; } = new(
        "WVR001", Severity.High, "A waiver ends on its day", "What was waived for a while becomes what is there for good.",
        "Fix the violation and delete the waiver, or have a later day approved.", [Control.Iso("A.5.36"), Control.Rbi("exception management")]);

    /// <summary>A waiver of nothing.</summary>
    public static RuleInfo Unmatched { get; } = new(
        "WVR002", Severity.Medium, "A waiver waives something", "One that is left over lets the next violation of the same name through unseen.",
        "Delete it, or correct its rule or resource.", [Control.Iso("A.5.36")]);

    /// <summary>A waiver of too much.</summary>
    public static RuleInfo TooBroad { get; } = new(
        "WVR003", Severity.High, "A waiver names what it waives", "A pattern that everything matches switches the rule off.",
        "Name the resources one by one, at most ten with one pattern.", [Control.Iso("A.5.36"), Control.Rbi("exception management")]);

    /// <summary>All of them, in the order of ids.</summary>
    public static ImmutableArray<RuleInfo> All { get; } = [Expired, Unmatched, TooBroad];
}
