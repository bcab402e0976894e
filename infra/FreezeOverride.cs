using System.Collections.Immutable;
using System.Globalization;
using Infra.Pipeline;

namespace Infra;

/// <summary>An override of windows and freezes, as the audit record keeps it.</summary>
/// <param name="Environment">The environment that it opens.</param>
/// <param name="From">When it was recorded, UTC.</param>
/// <param name="Until">When it ends, UTC; at most <see cref="Longest"/> later.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approvals">Who approved it.</param>
internal sealed record FreezeOverride(string Environment, DateTimeOffset From, DateTimeOffset Until, string Actor, string Reason, ImmutableArray<AuditApproval> Approvals)
{
    /// <summary>The action of its records.</summary>
    public const string Action = "override";

    private const string Gate = "FreezeClear";
    private const string Form = "'overridden until 'yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The longest that an override lasts: its review is due by then (capabilities B4).</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>The roles that have to approve one, each by another person (capabilities B4).</summary>
    public static ImmutableArray<string> Roles { get; } = ["incident_commander", "cto"];

    /// <summary>Whether it opens its environment at a moment.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && at < Until;

    /// <summary>What its audit record carries among the verdicts.</summary>
    public static ImmutableSortedDictionary<string, string> Verdict(DateTimeOffset until) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(Gate, until.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));

    /// <summary>The overrides of a chain, oldest first; none where the chain is broken, because then anything may have been written.</summary>
    public static ImmutableArray<FreezeOverride> Of(AuditChain chain) =>
        chain.Fault is not null
            ? []
            : [.. chain.Records.Select(r => r.Entry).Where(e => e is { Action: Action, Phase: AuditPhase.End, Outcome: "succeeded" }).Select(Of).OfType<FreezeOverride>()];

    private static FreezeOverride? Of(AuditEntry entry) =>
        entry.Verdicts.TryGetValue(Gate, out string? text)
        && DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset until)
        && until - entry.Timestamp <= Longest
        && Roles.All(role => entry.Approvals.Any(a => a.ApprovalType == role))
            ? new FreezeOverride(entry.DeploymentTarget, entry.Timestamp, until, entry.Actor, entry.BusinessJustification, entry.Approvals)
            : null;
}
