namespace Infra.Pipeline;

/// <summary>An entry in its place in the chain.</summary>
/// <param name="Sequence">The place, from 1 without gaps.</param>
/// <param name="Previous">The hash of the record before; 64 zeros before the first.</param>
/// <param name="Entry">What it says.</param>
public sealed record AuditRecord(long Sequence, string Previous, AuditEntry Entry)
{
    /// <summary>The schema name of a record's JSON.</summary>
    public const string Schema = "infra.audit/v1";

    /// <summary>What stands for the hash of a record before the first.</summary>
    public const string NoPrevious = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 of the record's line without this hash; it covers the previous hash and so everything before.</summary>
    public string Hash => Known ?? AuditJson.Hash(this);

    /// <summary>The hash of the line that it was read from, which covers what it says; null for one that is being made.</summary>
    internal string? Known { get; init; }
}
