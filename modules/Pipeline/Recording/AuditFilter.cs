using System.Collections.Immutable;
using Infra.Delivery.Audit;

namespace Infra.Pipeline.Recording;

/// <summary>Which records of the audit chain are wanted; null for any.</summary>
/// <param name="Environment">What was changed.</param>
/// <param name="Actor">Who changed it.</param>
/// <param name="Action">What was done, one of <see cref="Actions"/>.</param>
/// <param name="Since">When, from this moment on.</param>
public sealed record AuditFilter(string? Environment, string? Actor, string? Action, DateTimeOffset? Since)
{
    /// <summary>Everything that records say was done.</summary>
    public static ImmutableArray<string> Actions { get; } = ["up", "destroy", "unlock", "bootstrap", "recover", "approve", "revoke", "review", "override", "promote", "rollout", "hotfix", "rollback", "state-mv", "state-rm", "state-import", "import", "refresh"];

    /// <summary>Whether a record is one of them.</summary>
    public bool Takes(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Fits(Environment, entry.DeploymentTarget) && Fits(Actor, entry.Actor) && Fits(Action, entry.Action) && (Since is not { } from || entry.Timestamp >= from);
    }

    private static bool Fits(string? wanted, string value) => wanted is null || string.Equals(wanted, value, StringComparison.Ordinal);
}
