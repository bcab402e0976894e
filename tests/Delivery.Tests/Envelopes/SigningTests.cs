using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Delivery.Tests;

public sealed class SigningTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_signature_is_good_for_its_digest_its_purpose_and_the_time_of_its_key()
    {
        using SigningKey signing = SigningKey.FromPem(key.ExportECPrivateKeyPem(), "INFRA_SIGNING_KEY");
        VerifyingKey trusted = new("pipeline-2026", signing.PublicPem, Sample.Now.AddDays(-1), Sample.Now.AddDays(1));
        string digest = Sample.Envelope.Digest;
        EnvelopeSignature signature = Assert.Single(signing.Sign(Sample.Envelope).Signatures);

        Assert.Equal(64, signature.Value.Length);
        Assert.Equal(trusted.Id, signature.KeyId);
        Assert.True(trusted.Verifies(signature, "envelope", digest, Sample.Now));
        Assert.False(trusted.Verifies(signature, "approval", digest, Sample.Now));
        Assert.False(trusted.Verifies(signature, "envelope", digest[..^1] + "x", Sample.Now));
        Assert.False(trusted.Verifies(signature with { Value = signature.Value.SetItem(9, (byte)(signature.Value[9] ^ 1)) }, "envelope", digest, Sample.Now));
        Assert.False(trusted.Verifies(signature, "envelope", digest, Sample.Now.AddDays(1)));
        Assert.False(trusted.Verifies(signature, "envelope", digest, Sample.Now.AddDays(-2)));
    }

    [Fact]
    public void An_envelope_is_vouched_for_by_a_trusted_key_of_its_time_and_by_no_other()
    {
        using SigningKey signing = SigningKey.FromPem(key.ExportECPrivateKeyPem(), "INFRA_SIGNING_KEY");
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey stranger = SigningKey.FromPem(other.ExportECPrivateKeyPem(), "INFRA_SIGNING_KEY");
        VerifyingKey trusted = new("pipeline-2026", signing.PublicPem, Sample.Envelope.SealedAt.AddDays(-1), Sample.Envelope.SealedAt.AddDays(1));
        const string Nobody = "no key of stacks/delivery/gates.yaml vouches for it";
        const string Unfit = "the signature of the key pipeline-2026 does not fit, or was made when that key was not trusted";

        Assert.Empty(VerifyingKey.Objections(signing.Sign(Sample.Envelope), [trusted], required: true, Sample.Now));
        Assert.Empty(VerifyingKey.Objections(stranger.Sign(signing.Sign(Sample.Envelope)), [trusted], required: true, Sample.Now));
        Assert.Empty(VerifyingKey.Objections(Sample.Envelope, [trusted], required: false, Sample.Now));
        Assert.Equal([Nobody], VerifyingKey.Objections(Sample.Envelope, [trusted], required: true, Sample.Now));
        Assert.Equal([Nobody], VerifyingKey.Objections(stranger.Sign(Sample.Envelope), [trusted], required: true, Sample.Now));
        Assert.Equal([Nobody], VerifyingKey.Objections(signing.Sign(Sample.Envelope), [], required: true, Sample.Now));
        Assert.Equal(
            ["its key pipeline-2026 ended at 2026-11-22T04:30:00Z: what a key signed opens nothing once its time is over", Nobody],
            VerifyingKey.Objections(signing.Sign(Sample.Envelope), [trusted], required: true, trusted.Until));
        Assert.Equal([Unfit], VerifyingKey.Objections(signing.Sign(Sample.Envelope), [trusted with { Until = Sample.Envelope.SealedAt }], required: false, Sample.Now));
        Assert.Equal([Unfit, Nobody], VerifyingKey.Objections(signing.Sign(Sample.Envelope) with { ExpiresAt = Sample.Envelope.ExpiresAt.AddHours(1) }, [trusted], required: true, Sample.Now));
    }

    [Fact]
    public void Signatures_travel_with_the_envelope_and_do_not_change_its_digest()
    {
        using SigningKey signing = SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem(), "INFRA_SIGNING_KEY");

        Envelope twice = signing.Sign(signing.Sign(Sample.Envelope));
        Envelope read = EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(EnvelopeJson.Write(twice)));

        Assert.Equal(Sample.Envelope.Digest, read.Digest);
        Assert.Equal(twice.Signatures, read.Signatures);
        Assert.Single(read.Signatures);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----")]
    public void What_is_no_key_is_refused_and_not_shown(string pem) => Refused(pem);

    [Fact]
    public void A_public_key_and_another_curve_are_refused()
    {
        using ECDsa large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Refused(key.ExportSubjectPublicKeyInfoPem());
        Refused(large.ExportECPrivateKeyPem());
    }

    private static void Refused(string pem)
    {
        InfraException refusal = Assert.Throws<InfraException>(() => SigningKey.FromPem(pem, "INFRA_SIGNING_KEY"));
        Assert.Equal(ErrorKind.Configuration, refusal.Kind);
        Assert.Equal(
            "INFRA_SIGNING_KEY does not hold a private key of ECDSA P-256 as PEM, not encrypted (it is not shown). Make one with `openssl ecparam -genkey -name prime256v1 -noout -out FILE`.",
            refusal.Message);
    }
}
