using System.Security.Cryptography;
using System.Text.Json;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>A fact that a gate reads from a file, schema <c>infra.evidence/v1</c>. It is about one envelope and no other.</summary>
public sealed record Evidence
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.evidence/v1";

    /// <summary>What its signature is for.</summary>
    public const string Purpose = "evidence";

    /// <summary>The gate that it is for.</summary>
    public required GateName Gate { get; init; }

    /// <summary>The digest of the envelope that it is about.</summary>
    public required string Envelope { get; init; }

    /// <summary>Who or what found it out, such as a job's address.</summary>
    public required string Source { get; init; }

    /// <summary>When, UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The facts; which ones is up to the gate.</summary>
    public required JsonElement Facts { get; init; }

    /// <summary>Who vouches for it; null where nobody does. It covers <see cref="Digest"/> and is not part of it.</summary>
    public EnvelopeSignature? Signature { get; init; }

    /// <summary>SHA-256 of the compact JSON without the signature, <c>sha256:</c> and 64 hex digits.</summary>
    public string Digest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(EvidenceJson.Bytes(this, signed: false, indented: false)));
}
