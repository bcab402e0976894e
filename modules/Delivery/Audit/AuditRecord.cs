using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Audit;

/// <summary>An entry in its place in the chain.</summary>
/// <param name="Sequence">The place, without gaps: from 0 where records are signed, and from 1 in a rehearsal.</param>
/// <param name="Previous">The hash of the record before; 64 zeros before the first.</param>
/// <param name="Entry">What it says.</param>
public sealed record AuditRecord(long Sequence, string Previous, AuditEntry Entry)
{
    /// <summary>The schema name of the JSON of a record that nobody signs, as rehearsals write it.</summary>
    public const string Schema = "infra.audit/v1";

    /// <summary>The schema name of the JSON of a signed record.</summary>
    public const string SignedSchema = "infra.audit/v2";

    /// <summary>What its signature is for; a signature of anything else is none of this.</summary>
    public const string Purpose = "audit";

    /// <summary>What stands for the hash of a record before the first.</summary>
    public const string NoPrevious = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>What the entry of a recovery calls it.</summary>
    internal const string Recovers = "recover";

    /// <summary>The verdict of a recovery that says whether the record of approvals begins anew.</summary>
    internal const string Anew = "ApprovalsAnew";

    /// <summary>The number of the repository at GitHub, so that a record counts in one repository alone; null in a rehearsal, which nobody signs.</summary>
    public string? Repository { get; init; }

    /// <summary>How far the record of approvals had come: a later one that does not reach it was cut. Null before the first approval, and in a rehearsal.</summary>
    public AuditAnchor? Approvals { get; init; }

    /// <summary>Who vouches for <see cref="Hash"/>, which it is no part of; null in a rehearsal.</summary>
    public EnvelopeSignature? Signature { get; init; }

    /// <summary>SHA-256 of the record's line without this hash and the signature; it covers the previous hash and so everything before.</summary>
    public string Hash => Known ?? AuditJson.Hash(this);

    // Whether it is one of two people was asked before it became one of the records that count.
    internal bool BeginsApprovalsAnew => Entry.Action == Recovers && Entry.Verdicts.GetValueOrDefault(Anew) == "yes";

    /// <summary>The hash of the line that it was read from, which covers what it says; null for one that is being made.</summary>
    internal string? Known { get; init; }
}
