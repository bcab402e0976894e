using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Tests.Approvals;

public sealed class ApprovalJudgeTests
{
    private static readonly ImmutableArray<ApprovalRecord> Enough = ApprovalSample.Enough;
    private static readonly ApprovalRequest Request = ApprovalSample.Request;

    [Fact]
    public void Production_needs_security_platform_and_business()
    {
        ApprovalVerdict verdict = ApprovalSample.Judge(Request, Enough);

        Assert.True(verdict.IsMet);
        Assert.Equal(["production"], verdict.Rules);
        Assert.Equal(
            [new ApprovalSlot("business_owner", "vikram"), new ApprovalSlot("platform_team", "asha"), new ApprovalSlot("security_team", "meera")], verdict.Slots);
        Assert.Equal(["vikram business_owner", "asha platform_team", "meera security_team"], verdict.Filling.Select(a => $"{a.Approver} {a.ApprovalType}"));
        Assert.All(Enough, left => Assert.False(ApprovalSample.Judge(Request, Enough.Remove(left)).IsMet));
    }

    [Fact]
    public void During_a_freeze_production_needs_cto_and_business_head_as_well_each_another_person()
    {
        ApprovalRequest frozen = Request with { Freeze = FreezeLevel.Low };
        ImmutableArray<ApprovalRecord> enough = [ApprovalSample.Given("meera", "security_team"), ApprovalSample.Given("asha", "platform_team"), ApprovalSample.Given("nisha", "business_owner"), ApprovalSample.Given("vikram", "cto"), ApprovalSample.Given("kavya", "business_head")];

        Assert.Equal(["frozen", "production"], ApprovalSample.Judge(frozen, enough).Rules);
        Assert.True(ApprovalSample.Judge(frozen, enough).IsMet);
        Assert.False(ApprovalSample.Judge(frozen, Enough).IsMet);
        Assert.All(enough, left => Assert.False(ApprovalSample.Judge(frozen, enough.Remove(left)).IsMet));
        Assert.Equal(["production"], ApprovalSample.Judge(Request with { Freeze = FreezeLevel.None }, Enough).Rules);
    }

    [Fact]
    public void Who_wrote_committed_or_asked_is_not_counted_by_name_address_or_number()
    {
        foreach (string involved in (string[])["asha", "ASHA@setu-retail.example", "90210001"])
        {
            ApprovalVerdict verdict = ApprovalSample.Judge(Request with { Involved = [involved] }, Enough);

            Assert.False(verdict.IsMet);
            Assert.Equal("asha wrote, committed, pushed or asked for this change", Assert.Single(verdict.Approvals, a => a.Refusal is not null).Refusal);
        }
    }

    [Fact]
    public void A_new_digest_voids_every_approval()
    {
        ApprovalVerdict verdict = ApprovalSample.Judge(Request with { Envelope = "sha256:" + new string('f', 64) }, Enough);

        Assert.False(verdict.IsMet);
        Assert.Empty(verdict.Approvals);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "expired", "it expired at 2026-11-20T05:30:00Z" },
        { "future", "it was given in the future: one of the clocks is wrong" },
        { "early", "it was given before the envelope was sealed" },
        { "evening", "it was given outside business hours" },
        { "role", "asha is not in the role security_team" },
        { "stranger", "approvals.yaml does not know mallory" },
        { "place", "it is for staging" },
        { "emergency", "it approves an emergency, and this takes the usual way" },
        { "bare", "it is a bare name, which counts on the local backend only" },
        { "revoked", "it was revoked" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void An_approval_that_does_not_count_says_why(string fault, string why)
    {
        ApprovalRecord asha = Enough[1];
        DateTimeOffset now = ApprovalSample.Now;
        (ApprovalRequest request, ImmutableArray<ApprovalRecord> ledger, DateTimeOffset at) = fault switch
        {
            "expired" => (Request with { SealedAt = now.AddDays(-3) }, [asha with { At = now.AddHours(-24) }], now),
            "future" => (Request, [asha with { At = now.AddMinutes(6) }], now),
            "early" => (Request, [asha with { At = now.AddHours(-2) }], now),
            "evening" => (Request, [asha with { At = now.AddHours(7) }], now.AddHours(8)),
            "role" => (Request, [asha with { Role = "security_team" }], now),
            "stranger" => (Request, [asha with { Person = "mallory" }], now),
            "place" => (Request, [asha with { Environment = "staging" }], now),
            "emergency" => (Request, [asha with { Emergency = true }], now),
            "bare" => (Request with { IsLocal = false }, [asha], now),
            _ => (Request, (ImmutableArray<ApprovalRecord>)[asha, asha with { Kind = ApprovalRecordKind.Revoke, Role = "", Revokes = asha.Id }], now),
        };

        Assert.Equal(why, Assert.Single(ApprovalJudge.Judge(ApprovalSample.Settings, request, ledger, [], at).Approvals).Refusal);
    }

    [Fact]
    public void A_signed_record_counts_where_its_key_is_listed_for_that_person_at_that_time()
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey key = SigningKey.FromPem(made.ExportPkcs8PrivateKeyPem(), "test");
        DateTimeOffset now = ApprovalSample.Now;
        ApprovalRecord signed = Enough[1].SignedBy(key);
        string? Refusal(ApprovalRecord record, string owner, DateTimeOffset from) => Assert.Single(ApprovalJudge.Judge(
            ApprovalSample.Settings with
            {
                People = [.. ApprovalSample.Settings.People.Select(p => p.Name == owner ? p with { Keys = [new VerifyingKey("k", key.PublicPem, from, now.AddDays(1))] } : p)],
            },
            Request with { IsLocal = false }, [record], [], now).Approvals).Refusal;

        const string Untrusted = "its signature is not by a key that approvals.yaml trusts for asha at that time";
        Assert.Null(Refusal(signed, "asha", now.AddDays(-1)));
        Assert.Equal(Untrusted, Refusal(signed, "ravi", now.AddDays(-1)));
        Assert.Equal(Untrusted, Refusal(signed, "asha", now.AddSeconds(1)));
        Assert.Equal(Untrusted, Refusal(signed with { Reason = "another" }, "asha", now.AddDays(-1)));
        Assert.Equal(Untrusted, Refusal(signed with { Signature = key.Sign("envelope", signed.Digest) }, "asha", now.AddDays(-1)));
    }

    // Whoever stole a key writes any time they like into what they sign; clocks of two machines may be five minutes apart.
    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_key_that_ended_before_now_approves_nothing_and_one_that_ended_before_the_seal_revokes_nothing_at_whatever_time_it_says(int endedSecondsAfterTheSeal, bool revokes)
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey key = SigningKey.FromPem(made.ExportPkcs8PrivateKeyPem(), "test");
        ApprovalRequest request = Request with { IsLocal = false };
        DateTimeOffset ended = request.SealedAt.AddSeconds(endedSecondsAfterTheSeal);
        VerifyingKey stolen = new("asha/first", key.PublicPem, request.SealedAt.AddDays(-300), ended);
        ApprovalSettings settings = ApprovalSample.Settings with { People = [.. ApprovalSample.Settings.People.Select(p => p.Name == "asha" ? p with { Keys = [stolen] } : p)] };
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey meeras = SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem(), "test");
        settings = settings with { People = [.. settings.People.Select(p => p.Name == "meera" ? p with { Keys = [new("meera/first", meeras.PublicPem, stolen.From, ended.AddDays(300))] } : p)] };
        ApprovalRecord honest = ApprovalSample.Given("meera", "security_team").SignedBy(meeras);
        ApprovalRecord[] forged = [.. Enumerable.Range(-4000, 4600).Select(second => ApprovalSample.Given("asha", "platform_team") with { At = request.SealedAt.AddSeconds(second) })];

        string[] counted =
        [
            .. forged.Where(f => (f.At >= ended.AddSeconds(-2) && f.At <= ended.AddSeconds(1)) || f.At.Second % 20 == 0)
                .SelectMany(f => new[] { f, f with { Kind = ApprovalRecordKind.Revoke, Role = "", Revokes = honest.Id } }).Select(f => f.SignedBy(key))
                .Where(f => ApprovalJudge.Judge(settings, request, [honest, f], [], ApprovalSample.Now).Approvals is var said
                    && (f.Kind == ApprovalRecordKind.Revoke ? said.Single().Refusal is not null : said.Single(a => a.Person == "asha").Refusal is null))
                .Select(f => f.Kind.ToString()).Distinct().Order(StringComparer.Ordinal),
        ];

        // What was taken back stays so when its key ends: a revocation opens nothing.
        Assert.Equal(revokes ? ["Revoke"] : [], counted);
    }

    [Fact]
    public void A_review_counts_by_number_and_commit_and_an_environment_by_envelope()
    {
        string? Refusal(ApprovalProofKind kind, string user, string subject) =>
            Assert.Single(ApprovalJudge.Judge(ApprovalSample.Settings, Request with { IsLocal = false }, [], [new(kind, user, subject, ApprovalSample.Now)], ApprovalSample.Now).Approvals).Refusal;

        Assert.Null(Refusal(ApprovalProofKind.Review, "90210003", Request.Commit!));
        Assert.Equal("the commit that was reviewed is not the sealed one", Refusal(ApprovalProofKind.Review, "90210003", new string('b', 40)));
        Assert.Equal("approvals.yaml does not know this GitHub id", Refusal(ApprovalProofKind.Review, "1", Request.Commit!));
        Assert.Null(Refusal(ApprovalProofKind.Environment, "90210003", Request.Envelope));
        Assert.Equal("the run that was approved carries another envelope", Refusal(ApprovalProofKind.Environment, "90210003", Request.Commit!));
        Assert.Equal("GitHub vouches for reviews and environments only", Refusal(ApprovalProofKind.Name, "90210003", Request.Commit!));
    }

    [Fact]
    public void What_a_change_is_about_adds_to_what_it_needs()
    {
        string[] Needs(ApprovalRequest request) => [.. ApprovalSample.Judge(request).Slots.Select(s => s.Role ?? "anybody")];

        Assert.Equal(["business_owner", "compliance_team", "platform_team", "security_team"], Needs(Request with { Paths = ["stacks/delivery/gates.yaml"] }));
        Assert.Equal(["business_owner", "platform_team", "security_team", "anybody"], Needs(Request with { Risk = RiskLevel.Critical }));
        Assert.Equal(["platform_team", "security_team"], Needs(Request with { Environment = "staging", Resources = ["setu-payments-api"] }));
        Assert.Empty(Needs(Request with { Environment = "dev", Risk = RiskLevel.Critical }));
    }

    [Fact]
    public void An_emergency_needs_the_incident_commander_and_the_cto_at_any_hour()
    {
        ApprovalRecord commander = ApprovalSample.Given("leela", "incident_commander") with { Emergency = true, At = ApprovalSample.Now.AddHours(12) };
        ApprovalRecord cto = commander with { Person = "vikram", Role = "cto" };

        Assert.True(ApprovalJudge.Judge(ApprovalSample.Settings, Request with { Emergency = true }, [commander, cto], [], commander.At).IsMet);
        Assert.False(ApprovalJudge.Judge(ApprovalSample.Settings, Request with { Emergency = true }, Enough, [], ApprovalSample.Now).IsMet);
    }
}
