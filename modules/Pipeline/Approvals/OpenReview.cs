namespace Infra.Pipeline;

/// <summary>An emergency that nobody has reviewed yet.</summary>
/// <param name="Envelope">The digest of what was applied.</param>
/// <param name="Environment">Where.</param>
/// <param name="Actor">By whom.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Due">Until when it must be reviewed (capabilities B4: within 24 hours).</param>
public sealed record OpenReview(string Envelope, string Environment, string Actor, DateTimeOffset AppliedAt, DateTimeOffset Due)
{
    /// <summary>The name under which the verdicts of an audit record say that it took the emergency path.</summary>
    public const string Mark = "Emergency";

    /// <summary>Whether a record says that an envelope was applied by the emergency path, or that its apply stopped after it had begun.</summary>
    public static bool IsOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { Action: "up", Phase: AuditPhase.End, Envelope: not null, Outcome: not "refused" } && entry.HasVerdict(Mark);
    }
}
