using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>Whether owners approve a change of the rules in the place of the role <c>rules</c>.</summary>
/// <param name="Owners">Who approves it, by name in ordinal order.</param>
/// <param name="Problem">Why that is not enough, as a clause; null where it is.</param>
public sealed record OwnersConsent(ImmutableArray<string> Owners, string? Problem)
{
    /// <summary>When time alone makes it enough, UTC; null where it does not, or it is enough.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Nobody knows: what could not be read is no consent.</summary>
    /// <param name="why">Why, as a clause.</param>
    public static OwnersConsent Unknown(string why) => new([], why);
}
