using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Google;

/// <summary>A key of Cloud KMS that signs and never leaves: its first version, ECDSA over P-256 with SHA-256.</summary>
/// <remarks>https://docs.cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys.cryptoKeyVersions/asymmetricSign</remarks>
/// <param name="api">Who asks.</param>
/// <param name="server">The address of the service.</param>
/// <param name="key">The key.</param>
internal sealed class CloudKms(GoogleApi api, Uri server, ResourcePath key) : IRecordSigner
{
    private string Version => $"v1/{key}/cryptoKeyVersions/1";

    /// <summary>The public half, PEM.</summary>
    /// <exception cref="InfraException">It cannot be read, or is no key of that kind.</exception>
    public async Task<string> PublicPemAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage response = await api.SendAsync($"The key {key} cannot be read", () => new(HttpMethod.Get, new Uri(server, $"{Version}/publicKey")), [], cancellation);
        JsonNode? json = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return (string?)json?["algorithm"] == "EC_SIGN_P256_SHA256" && (string?)json["pem"] is { } pem
            ? pem
            : throw new InfraException(ErrorKind.Configuration, $"The key {key} signs with {Printable.Text((string?)json?["algorithm"] ?? "nothing")}, and records are signed with EC_SIGN_P256_SHA256.");
    }

    /// <inheritdoc/>
    public async Task<EnvelopeSignature> SignAsync(string purpose, string digest, CancellationToken cancellation)
    {
        string hashed = Convert.ToBase64String(SHA256.HashData(VerifyingKey.Message(purpose, digest)));
        string pem = await PublicPemAsync(cancellation);
        using HttpResponseMessage response = await api.SendAsync(
            $"The key {key} did not sign the record, and nothing that is not recorded is done",
            () => new(HttpMethod.Post, new Uri(server, $"{Version}:asymmetricSign")) { Content = JsonContent.Create(new JsonObject { ["digest"] = new JsonObject { ["sha256"] = hashed } }) },
            [],
            cancellation);
        JsonNode? json = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        byte[] signature = new byte[64];
        using ECDsa verifying = ECDsa.Create();
        verifying.ImportFromPem(pem);

        // Google writes both numbers in DER; here they stand in 32 bytes each.
        byte[] der = Convert.FromBase64String((string?)json?["signature"] ?? "");
        if (!Fixed(der, signature) || !verifying.VerifyData(VerifyingKey.Message(purpose, digest), signature, HashAlgorithmName.SHA256))
        {
            throw new InfraException(ErrorKind.Failed, $"The key {key} answered with a signature that is not its own. Nothing was recorded, and nothing was done.");
        }

        return new EnvelopeSignature(VerifyingKey.IdOf(verifying.ExportSubjectPublicKeyInfo()), [.. signature]);
    }

    private static bool Fixed(byte[] der, Span<byte> signature)
    {
        try
        {
            System.Formats.Asn1.AsnReader reader = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
            for (int half = 0; half < 2; half++)
            {
                byte[] number = reader.ReadInteger().ToByteArray(isUnsigned: true, isBigEndian: true);
                number.CopyTo(signature[(32 * (half + 1) - number.Length)..]);
            }

            return true;
        }
        catch (Exception malformed) when (malformed is System.Formats.Asn1.AsnContentException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}
