using System.Security.Cryptography;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Approvals;

/// <summary>One line of the ledger of approvals: what somebody said of an envelope. It belongs to that digest and to no other.</summary>
public sealed record ApprovalRecord
{
    /// <summary>The schema name of the JSON of a record of a rehearsal, which stands alone.</summary>
    public const string Schema = "infra.approval/v1";

    /// <summary>The schema name of the JSON of a record that names the one before it.</summary>
    public const string ChainedSchema = "infra.approval/v2";

    /// <summary>What its signature is for; a signature of anything else is none of this.</summary>
    public const string Purpose = "approval";

    /// <summary>What it says.</summary>
    public required ApprovalRecordKind Kind { get; init; }

    /// <summary>The digest of the envelope.</summary>
    public required string Envelope { get; init; }

    /// <summary>The environment of the envelope.</summary>
    public required string Environment { get; init; }

    /// <summary>The role that it is given in; empty unless it approves.</summary>
    public string Role { get; init; } = "";

    /// <summary>Who says it, as approvals.yaml names them.</summary>
    public required string Person { get; init; }

    /// <summary>When, UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why; may be empty. Never a secret.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it approves an emergency; such approvals count for emergencies alone.</summary>
    public bool Emergency { get; init; }

    /// <summary>The id of the approval that is revoked; null otherwise.</summary>
    public string? Revokes { get; init; }

    /// <summary>Its place among the approvals of a repository; null in a rehearsal, where records stand alone.</summary>
    public ApprovalPlace? Place { get; init; }

    /// <summary>Who vouches for it; null for a bare name. It covers <see cref="Digest"/> and is not part of it.</summary>
    public EnvelopeSignature? Signature { get; init; }

    /// <summary>SHA-256 of the record without its signature, <c>sha256:</c> and 64 hex digits.</summary>
    public string Digest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(ApprovalJson.Bytes(this, signed: false)));

    /// <summary>SHA-256 of the whole line, signature included: what the next record names.</summary>
    public string LineHash => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(ApprovalJson.Bytes(this, signed: true)));

    /// <summary>The name that people type: 12 hex digits of the digest.</summary>
    public string Id => Digest["sha256:".Length..][..12];

    /// <summary>The same record, vouched for by a key.</summary>
    public ApprovalRecord SignedBy(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return this with { Signature = key.Sign(Purpose, Digest) };
    }
}
