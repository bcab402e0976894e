using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Delivery.Tests.Gates;

public sealed class EvidenceTests
{
    private static readonly string Text = EvidenceJson.Write(GateSample.Open.Evidence[GateName.TestsPassed]);

    [Fact]
    public void Evidence_comes_back_as_it_was_written() => Assert.Equal(Text, EvidenceJson.Write(EvidenceJson.Read("e.json", Encoding.UTF8.GetBytes(Text))));

    [Theory]
    [InlineData("infra.evidence/v1", "infra.evidence/v2", "its schema is not infra.evidence/v1")]
    [InlineData("\"gate\": \"TestsPassed\"", "\"gate\": \"6\"", "gate is one of PlanFresh, PolicyClean, ApprovalsMet, WindowOpen, FreezeClear, SoakElapsed, HealthGood, TestsPassed, BudgetWithin, RiskWithin, RollbackReady")]
    [InlineData("\"source\": \"test\"", "\"source\": \"\"", "source is not a text of 1 to 1000 characters")]
    [InlineData("\"source\": \"test\"", "\"source\": \"test\", \"more\": 1", "evidence: the field 'more' is unknown or missing")]
    [InlineData("05:30:00Z", "05:30", "at is not a time in UTC such as 2026-01-04T20:30:00Z")]
    [InlineData("\"signature\": null", "\"signature\": null, \"signature\": null", "it is not JSON of that form")]
    public void Another_form_is_refused(string part, string other, string why)
    {
        InfraException refused = Assert.Throws<InfraException>(() => EvidenceJson.Read("e.json", Encoding.UTF8.GetBytes(Text.Replace(part, other, StringComparison.Ordinal))));

        Assert.Equal((ErrorKind.Configuration, $"e.json is not evidence: {why}. docs/formats.md describes infra.evidence/v1."), (refused.Kind, refused.Message));
    }

    [Fact]
    public void A_signature_covers_every_fact()
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey key = SigningKey.FromPem(made.ExportPkcs8PrivateKeyPem(), "test");
        VerifyingKey trusted = new("ci", key.PublicPem, GateSample.Now.AddDays(-1), GateSample.Now.AddDays(1));
        Evidence evidence = EvidenceJson.Read("e", Encoding.UTF8.GetBytes(Text));
        EnvelopeSignature signature = key.Sign(Evidence.Purpose, evidence.Digest);
        Evidence altered = EvidenceJson.Read("e", Encoding.UTF8.GetBytes(Text.Replace("\"failed\": 0", "\"failed\": 1", StringComparison.Ordinal)));

        Assert.True(trusted.Verifies(signature, Evidence.Purpose, evidence.Digest, evidence.At));
        Assert.False(trusted.Verifies(signature, Evidence.Purpose, altered.Digest, altered.At));
    }

    // Whoever stole a key that has ended can sign with any time.
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_key_that_ended_before_now_vouches_for_nothing(int secondsAfterTheEnd, bool vouches)
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey key = SigningKey.FromPem(made.ExportPkcs8PrivateKeyPem(), "test");
        DateTimeOffset ended = GateSample.Now;
        VerifyingKey stolen = new("ci", key.PublicPem, ended.AddDays(-300), ended);
        Evidence unsigned = GateSample.Of(GateName.HealthGood, """{"unhealthy":[]}""") with { At = ended.AddDays(-1) };
        Evidence evidence = unsigned with { Signature = key.Sign(Evidence.Purpose, unsigned.Digest) };

        Assert.Equal(vouches, EvidenceSubject.IsVouchedBy(stolen, evidence, ended.AddSeconds(secondsAfterTheEnd)));
        Assert.False(EvidenceSubject.IsVouchedBy(stolen, unsigned, ended.AddSeconds(-1)));
    }

    [Fact]
    public void Evidence_is_judged_alone_as_its_gate_would_and_other_gates_read_none()
    {
        GateFinding? Judged(GateName gate, string facts) => EvidenceCheck.Of(GateSample.Settings.Environments["prod"], GateSample.Of(gate, facts), Sample.Envelope, GateSample.Now);

        Assert.Equal([GateName.HealthGood, GateName.TestsPassed, GateName.BudgetWithin, GateName.RiskWithin, GateName.RollbackReady], EvidenceCheck.Gates);
        Assert.All(GateSample.Open.Evidence.Values, e => Assert.Equal(GateOutcome.Passed, Judged(e.Gate, e.Facts.GetRawText())!.Outcome));
        Assert.Equal(GateOutcome.Blocked, Judged(GateName.HealthGood, """{"unhealthy":[],"requests":0,"errorBasisPoints":0,"latencyP99Ms":0}""")!.Outcome);
        Assert.Null(Judged(GateName.RiskWithin, """{"strategy":"canary"}"""));
        Assert.Equal(GateOutcome.Invalid, Judged(GateName.RiskWithin, """{"strategy":"bold"}""")!.Outcome);
        Assert.Throws<ArgumentException>(() => Judged(GateName.PlanFresh, "{}"));
    }
}
