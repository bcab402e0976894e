namespace Infra.Delivery.Approvals;

/// <summary>What was done in an emergency and nobody has reviewed yet: an envelope that was applied by the emergency path, or an override of windows and freezes.</summary>
/// <param name="Digest">The digest of the envelope, or of the override.</param>
/// <param name="Environment">Where.</param>
/// <param name="Backend">On which backend.</param>
/// <param name="Actor">By whom.</param>
/// <param name="At">When it was applied or recorded, UTC.</param>
/// <param name="Due">Until when it must be reviewed (within 24 hours).</param>
/// <param name="Override">The override; null for an envelope.</param>
public sealed record OpenReview(string Digest, string Environment, string Backend, string Actor, DateTimeOffset At, DateTimeOffset Due, FreezeOverride? Override)
{
    /// <summary>The name under which the verdicts of an audit record say that it took the emergency path.</summary>
    public const string Mark = "Emergency";
}
