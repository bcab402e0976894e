using System.Security.Cryptography;
using System.Text;

namespace Infra.Pipeline.Tests.Gates;

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

        Assert.Equal((ExitCode.Configuration, $"e.json is not evidence: {why}. docs/formats.md describes infra.evidence/v1."), (refused.ExitCode, refused.Message));
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
}
