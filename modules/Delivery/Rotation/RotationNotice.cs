namespace Infra.Delivery.Rotation;

/// <summary>A message of Secret Manager that a secret is to be rotated.</summary>
/// <param name="Handle">What it is acknowledged by.</param>
/// <param name="Secret">The id of the secret.</param>
/// <param name="At">When it was sent.</param>
public sealed record RotationNotice(string Handle, string Secret, DateTimeOffset At);
