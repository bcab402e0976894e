using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Rotation;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests.Rotation;

public sealed class SecretRotationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

    private static readonly SecretSettings Secret = new(SecretId.Of("a-key"), [], UtcTime.Of("2027-01-11T20:30:00Z"), 90);

    /// <summary>Days before now: when the newest version was written, when a notice was sent, when the next rotation is.</summary>
    [Fact]
    public void A_secret_is_due_exactly_where_a_moment_that_asked_for_a_version_lies_between_its_newest_and_now() => Prop.ForAll(
        Gen.Choose(-10, 200).Three().ToArbitrary(),
        days =>
        {
            (int written, int notice, int next) = days;
            DateTimeOffset[] moments = [Now.AddDays(-notice), Now.AddDays(-next).AddDays(-90), Now.AddDays(-written).AddDays(90)];
            SecretRotation rotation = Of(Now.AddDays(-written), Now.AddDays(-next), Now.AddDays(-notice));
            DateTimeOffset[] missed = [.. moments.Where(m => m > Now.AddDays(-written) && m <= Now)];
            return rotation.DueSince == (missed.Length == 0 ? null : missed.Min()) && rotation.NeedsSomebody == (missed.Length > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_version_that_is_written_now_ends_it()
    {
        Assert.Null(Of(Now, Now.AddDays(30), Now.AddDays(-1)).DueSince);
        Assert.Null(Of(Now, Now.AddDays(30), Now).DueSince);
    }

    [Fact]
    public void What_will_be_announced_is_not_due_yet() => Assert.Null(Of(Now.AddDays(-89), Now.AddDays(90).AddSeconds(1), Now.AddSeconds(1)).DueSince);

    [Fact]
    public void A_secret_without_a_version_needs_somebody_and_is_late_for_nothing()
    {
        SecretRotation rotation = SecretRotation.Of(Secret, new KeptSecret("a-key", Written: null, Now, TimeSpan.FromDays(90)), [new RotationNotice("h", "a-key", Now)], Now);

        Assert.Equal((true, null), (rotation.NeedsSomebody, rotation.DueSince));
        Assert.True(SecretRotation.Of(Secret, kept: null, [], Now).NeedsSomebody);
    }

    private static SecretRotation Of(DateTimeOffset written, DateTimeOffset next, DateTimeOffset notice) =>
        SecretRotation.Of(Secret, new KeptSecret("a-key", written, next, TimeSpan.FromDays(90)), [new RotationNotice("h", "a-key", notice)], Now);
}
