namespace Infra.Delivery.Rotation;

/// <summary>A secret as Secret Manager has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Written">When its newest enabled version was written; null where it has none.</param>
/// <param name="Next">When its next rotation is announced; null where it has no rotation.</param>
/// <param name="Period">The time between two announcements; null where there is none.</param>
public sealed record KeptSecret(string Id, DateTimeOffset? Written, DateTimeOffset? Next, TimeSpan? Period);
