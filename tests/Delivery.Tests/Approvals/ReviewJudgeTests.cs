using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Tests.Approvals;

/// <summary>What was done in an emergency is reviewed by somebody else. Leela and Vikram approved; Ravi applied, or recorded; Asha reviews.</summary>
public sealed class ReviewJudgeTests
{
    private static readonly DateTimeOffset Now = ApprovalSample.Now;

    private static readonly AuditEntry Applied = new()
    {
        DeploymentId = new string('1', 32), Timestamp = Now, Phase = AuditPhase.End, Action = "up", DeploymentTarget = "prod", Actor = "ravi", Backend = "local",
        Envelope = ApprovalSample.Request.Envelope, Outcome = "succeeded", Approvals = [new("leela", "incident_commander", Now), new("vikram", "cto", Now)],
        Verdicts = ImmutableSortedDictionary<string, string>.Empty.Add(OpenReview.Mark, "review due"),
    };

    private static readonly AuditEntry Overridden = Applied with
    {
        Action = "override", Envelope = null, BusinessJustification = "payments fail, INC-42", Verdicts = FreezeOverride.Verdict(Now.AddHours(2)),
    };

    /// <summary>Each of both, by its name: they are held to the same rules.</summary>
    public static TheoryData<string> Both => ["emergency", "override"];

    [Fact]
    public void An_emergency_and_an_override_are_open_for_review_for_24_hours_each_by_its_own_digest()
    {
        ImmutableArray<OpenReview> open = Open([Applied, Overridden]);

        Assert.Equal(new OpenReview(ApprovalSample.Request.Envelope, "prod", "local", "ravi", Now, Now.AddHours(24), Override: null), open[0]);
        Assert.Equal(new OpenReview(FreezeOverride.DigestOf("prod", Now.AddHours(2), "payments fail, INC-42"), "prod", "local", "ravi", Now, Now.AddHours(24), FreezeOverride.Of(Overridden)), open[1] with { Override = FreezeOverride.Of(Overridden) });
        Assert.Equal(open[1].Digest, open[1].Override!.Digest);
        Assert.Equal(open[1].Digest[7..19], open[1].Override!.Id);
        Assert.Single(Open([Applied, Overridden], Review(Applied)), o => o.Override is not null);
        Assert.Single(Open([Applied, Overridden], Review(Overridden)), o => o.Override is null);
    }

    [Fact]
    public void The_list_says_how_soon_it_is_due() =>
        Assert.Equal(Now.AddHours(3), Assert.Single(ReviewJudge.Open(ApprovalSample.Settings with { ReviewWithin = TimeSpan.FromHours(3) }, [Overridden], [])).Due);

    [Theory]
    [MemberData(nameof(Both))]
    public void It_stays_open_until_somebody_reviews_it_who_neither_did_nor_approved_it(string which)
    {
        AuditEntry done = Done(which);
        ApprovalRecord review = Review(done);

        Assert.Single(Open([done]));
        Assert.Empty(Open([done], review));
        Assert.Equal(review, ReviewJudge.ReviewOf(ApprovalSample.Settings, done, [review, review with { Person = "meera" }]));
        foreach (ApprovalRecord nothing in (ApprovalRecord[])[
            review with { Person = "ravi" },
            review with { Person = "leela" },
            review with { Person = "vikram" },
            review with { Person = "nobody" },
            review with { At = Now.AddSeconds(-1) },
            review with { Environment = "staging" },
            review with { Envelope = "sha256:" + new string('f', 64) },
            review with { Kind = ApprovalRecordKind.Approve },
            review with { Kind = ApprovalRecordKind.Revoke }])
        {
            Assert.True(Open([done], nothing).Length == 1, $"{nothing}");
            Assert.Null(ReviewJudge.ReviewOf(ApprovalSample.Settings, done, [nothing]));
        }
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("Asha")]
    [InlineData("90210001")]
    [InlineData("ASHA@setu-retail.example")]
    public void Who_did_or_approved_it_is_known_by_name_address_or_number_in_any_case(string name)
    {
        ApprovalRecord review = Review(Overridden);

        Assert.Single(Open([Overridden with { Actor = name }], review));
        Assert.Single(Open([Overridden with { Approvals = [.. Overridden.Approvals, new(name, "cto", Now)] }], review));
        Assert.Empty(Open([Overridden with { Actor = "somebody" }], review));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Who_approved_without_filling_a_place_does_not_review_it_but_an_approval_that_nobody_vouches_for_keeps_nobody_away(string which)
    {
        AuditEntry done = Done(which);
        ApprovalRecord review = Review(done);
        ApprovalRecord approval = review with { Kind = ApprovalRecordKind.Approve, Role = "platform_team", Emergency = true, At = Now.AddMinutes(-5) };
        ApprovalRecord revocation = approval with { Kind = ApprovalRecordKind.Revoke, Role = "", Revokes = approval.Id };

        Assert.Single(Open([done], approval, review));
        Assert.Single(Open([done], approval, revocation, review));
        Assert.Empty(Open([done], approval with { Envelope = "sha256:" + new string('f', 64) }, review));
        Assert.True(ReviewJudge.May(ApprovalSample.Settings, done, [approval with { Envelope = "sha256:" + new string('f', 64) }], "asha"));
        Assert.False(ReviewJudge.May(ApprovalSample.Settings, done, [approval], "asha"));

        // Outside a rehearsal an approval without a signature is somebody's word about somebody else.
        using SigningKey key = Key();
        Assert.Empty(ReviewJudge.Open(Listing(key, Now.AddYears(1)), [done with { Backend = "pulumi" }], [approval, review.SignedBy(key)]));
        Assert.Single(ReviewJudge.Open(Listing(key, Now.AddYears(1)), [done with { Backend = "pulumi" }], [approval.SignedBy(key), review.SignedBy(key)]));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Outside_a_rehearsal_a_review_is_signed_by_a_listed_key_that_had_not_ended_before_there_was_anything_to_review(string which)
    {
        AuditEntry done = Done(which) with { Backend = "pulumi" };
        using SigningKey key = Key();
        using SigningKey other = Key();
        ApprovalRecord review = Review(done);
        int OpenWith(DateTimeOffset until, ApprovalRecord said) => ReviewJudge.Open(Listing(key, until), [done], [said]).Length;

        Assert.Equal(1, OpenWith(Now.AddYears(1), review));
        Assert.Equal(1, OpenWith(Now.AddYears(1), review.SignedBy(other)));
        Assert.Equal(1, OpenWith(Now.AddYears(1), review.SignedBy(key) with { Reason = "something else" }));
        Assert.Equal(0, OpenWith(Now.AddYears(1), review.SignedBy(key)));

        // A key that had ended by then reviews nothing, whatever time it writes.
        Assert.All([Now.AddSeconds(-1), Now, Now.AddSeconds(1)], written => Assert.Equal(1, OpenWith(Now, (review with { At = written }).SignedBy(key))));
        Assert.Equal(0, OpenWith(Now.AddSeconds(1), (review with { At = Now }).SignedBy(key)));
    }

    [Fact]
    public void An_override_that_is_recorded_again_is_open_again_with_the_same_id()
    {
        AuditEntry again = Overridden with { Timestamp = Now.AddHours(1) };

        OpenReview open = Assert.Single(Open([Overridden, again], Review(Overridden)));

        Assert.Equal((Now.AddHours(25), FreezeOverride.Of(Overridden)!.Id), (open.Due, open.Override!.Id));
        Assert.Empty(Open([Overridden, again], Review(again)));
    }

    [Fact]
    public void What_opened_nothing_is_not_reviewed()
    {
        foreach (AuditEntry nothing in (AuditEntry[])[
            Overridden with { Phase = AuditPhase.Begin, Outcome = null },
            Overridden with { Outcome = "failed" },
            Overridden with { Action = "approve" },
            Overridden with { Verdicts = Overridden.Verdicts.Clear() },
            Overridden with { Verdicts = FreezeOverride.Verdict(Now.AddHours(24).AddSeconds(1)) },
            Overridden with { Approvals = [Overridden.Approvals[0]] },
            Applied with { Verdicts = Applied.Verdicts.Clear() },
            Applied with { Outcome = "refused" },
            Applied with { Phase = AuditPhase.Begin, Outcome = null },
            Applied with { Envelope = null }])
        {
            Assert.True(Open([nothing]).IsEmpty, $"{nothing}");
        }

        Assert.Single(Open([Applied with { Outcome = "failed" }]));
        Assert.Single(Open([Overridden with { Verdicts = FreezeOverride.Verdict(Now.AddHours(24)) }]));
    }

    private static AuditEntry Done(string which) => which == "override" ? Overridden : Applied;

    private static ApprovalRecord Review(AuditEntry done) => new()
    {
        Kind = ApprovalRecordKind.Review, Envelope = ReviewJudge.DigestOf(done)!, Environment = "prod", Person = "asha", At = done.Timestamp.AddMinutes(10), Reason = "right, and the cause is fixed",
    };

    private static ImmutableArray<OpenReview> Open(AuditEntry[] records, params ImmutableArray<ApprovalRecord> ledger) => ReviewJudge.Open(ApprovalSample.Settings, records, ledger);

    private static SigningKey Key()
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SigningKey.FromPem(made.ExportPkcs8PrivateKeyPem(), "test");
    }

    private static ApprovalSettings Listing(SigningKey key, DateTimeOffset until) => ApprovalSample.Settings with
    {
        People = [.. ApprovalSample.Settings.People.Select(p => p.Name == "asha" ? p with { Keys = [new("k", key.PublicPem, DateTimeOffset.UnixEpoch, until)] } : p)],
    };
}
