using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Audit;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Approvals;

/// <summary>An override of windows and freezes, as the audit record keeps it.</summary>
/// <param name="Environment">The environment that it opens.</param>
/// <param name="From">When it was recorded, UTC.</param>
/// <param name="Until">When it ends, UTC; at most <see cref="Longest"/> later.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approvals">Who approved it.</param>
public sealed record FreezeOverride(string Environment, DateTimeOffset From, DateTimeOffset Until, string Actor, string Reason, ImmutableArray<AuditApproval> Approvals)
{
    /// <summary>The action of its records.</summary>
    public const string Action = "override";

    private const string Gate = "FreezeClear";
    private const string Form = "'overridden until 'yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The longest that an override lasts: the 24 hours within which an emergency is reviewed.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>The roles that have to approve one, each by another person.</summary>
    public static ImmutableArray<string> Roles { get; } = ["incident_commander", "cto"];

    /// <summary>What people sign when they approve or review it: <see cref="DigestOf"/> of what it says.</summary>
    public string Digest => DigestOf(Environment, Until, Reason);

    /// <summary>The name that people type: 12 hex digits of the digest.</summary>
    public string Id => Digest["sha256:".Length..][..12];

    /// <summary>
    /// What people sign when they approve it: <c>sha256:</c> and 64 hex digits over four lines, schema, environment, end and reason, so that an approval
    /// opens nothing else, for no longer and for no other reason. Only the last may hold a line break.
    /// </summary>
    public static string DigestOf(string environment, DateTimeOffset until, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return "sha256:" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"infra.override/v1\n{environment}\n{until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n{reason.Trim()}"))));
    }

    /// <summary>What has to be approved for it.</summary>
    public ApprovalRequest Request(bool isLocal) => new()
    {
        Envelope = Digest,
        Commit = null,
        Environment = Environment,
        IsLocal = isLocal,
        SealedAt = Until - Longest,
        Risk = RiskLevel.Low,
        Emergency = true,
        Roles = Roles,
        Involved = [Actor],
    };

    /// <summary>Whether it opens its environment at a moment.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && at < Until;

    /// <summary>What its audit record carries among the verdicts.</summary>
    public static ImmutableSortedDictionary<string, string> Verdict(DateTimeOffset until) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(Gate, until.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));

    /// <summary>The overrides of a chain, oldest first; none where the chain is broken, because then anything may have been written.</summary>
    public static ImmutableArray<FreezeOverride> Of(AuditChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.Fault is not null ? [] : [.. chain.Records.Select(r => Of(r.Entry)).OfType<FreezeOverride>()];
    }

    /// <summary>The override that an audit record says was recorded; null where it says anything else.</summary>
    public static FreezeOverride? Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { Action: Action, Phase: AuditPhase.End, Outcome: "succeeded" }
            && entry.Verdicts.TryGetValue(Gate, out string? text)
            && DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset until)
            && until - entry.Timestamp <= Longest
            && Roles.All(role => entry.Approvals.Any(a => a.ApprovalType == role))
                ? new FreezeOverride(entry.DeploymentTarget, entry.Timestamp, until, entry.Actor, entry.BusinessJustification, entry.Approvals)
                : null;
    }
}
