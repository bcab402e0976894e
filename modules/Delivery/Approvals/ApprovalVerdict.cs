using System.Collections.Immutable;
using Infra.Delivery.Audit;

namespace Infra.Delivery.Approvals;

/// <summary>What approvals an envelope needs and has.</summary>
/// <param name="Rules">The rules that fit it, in ordinal order.</param>
/// <param name="Slots">The places, by role, then those of any role.</param>
/// <param name="Approvals">Everything that was said, in the order of time, and whether it counts.</param>
/// <param name="BusinessHours">Whether approvals must be given in business hours.</param>
public sealed record ApprovalVerdict(ImmutableArray<string> Rules, ImmutableArray<ApprovalSlot> Slots, ImmutableArray<CountedApproval> Approvals, bool BusinessHours)
{
    /// <summary>Who took part and is listed nowhere in approvals.yaml, in words: for them one place is asked for more.</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>Why it is not known who took part, so that nobody's approval counts for sure; null where it is known.</summary>
    public string? Unknown { get; init; }

    /// <summary>
    /// The places without those of the role <c>rules</c>, filled as well as they can be; null where the rules did not change, and then nobody stands in for
    /// that role.
    /// </summary>
    public ImmutableArray<ApprovalSlot>? WithoutRules { get; init; }

    /// <summary>Whether nothing is missing but somebody of the role <c>rules</c>, whom two owners can stand in for.</summary>
    public bool IsShortOfRulesAlone => Unknown is null && !IsMet && WithoutRules is { } others && others.All(s => s.Person is not null);

    /// <summary>Whether it is known who took part, and every place is filled.</summary>
    public bool IsMet => Unknown is null && Slots.All(s => s.Person is not null);

    /// <summary>The approvals of those who fill a place, for the audit record.</summary>
    public ImmutableArray<AuditApproval> Filling =>
    [
        .. Slots.Where(s => s.Person is not null).Select(s =>
        {
            CountedApproval given = Approvals.First(a => a.Refusal is null && a.Person == s.Person && (s.Role is not { } role || a.Roles.Contains(role, StringComparer.Ordinal)));
            return new AuditApproval(given.Person, s.Role ?? given.Roles[0], given.At);
        }),
    ];
}
