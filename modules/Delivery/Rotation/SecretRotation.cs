using System.Collections.Immutable;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Rotation;

/// <summary>Whether a secret is due.</summary>
/// <param name="Secret">The secret as the settings have it.</param>
/// <param name="Kept">The same as Secret Manager has it; null where it is not there.</param>
/// <param name="DueSince">Since when a new version is missing; null where it is not due.</param>
public sealed record SecretRotation(SecretSettings Secret, KeptSecret? Kept, DateTimeOffset? DueSince)
{
    /// <summary>Whether somebody has something to do: it is due, has no enabled version, or is not there.</summary>
    public bool NeedsSomebody => DueSince is not null || Kept?.Written is null;

    /// <summary>
    /// Judges a secret. It is due since Secret Manager announced a rotation and no version followed: the last announcement is a period before the next
    /// one, or the newest notice. It is due too once its newest version is older than the settings let it be.
    /// </summary>
    /// <param name="secret">The secret.</param>
    /// <param name="kept">What Secret Manager has; null for nothing.</param>
    /// <param name="notices">The notices about it.</param>
    /// <param name="now">The time.</param>
    public static SecretRotation Of(SecretSettings secret, KeptSecret? kept, ImmutableArray<RotationNotice> notices, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (kept?.Written is not { } written)
        {
            return new(secret, kept, DueSince: null);
        }

        IEnumerable<DateTimeOffset> moments =
        [
            .. notices.Select(n => n.At),
            .. kept is { Next: { } next, Period: { } period } ? (ReadOnlySpan<DateTimeOffset>)[next - period] : [],
            written + TimeSpan.FromDays(secret.RotationDays),
        ];
        DateTimeOffset[] missed = [.. moments.Where(m => m > written && m <= now)];
        return new(secret, kept, missed.Length == 0 ? null : missed.Min());
    }
}
