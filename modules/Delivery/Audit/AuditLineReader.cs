using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Audit;

/// <summary>
/// Reads lines of audit records one after the other. A line is hashed as it stands, so a changed byte shows however it is spelled; its fields are
/// those of <see cref="AuditJson"/> in that order and no others. Neighbours say much the same, so what repeats the record before is taken from it.
/// </summary>
internal sealed class AuditLineReader
{
    private const int HashLength = 64;
    private const int KeyIdLength = 32;

    // Base64 of 64 bytes.
    private const int SignatureLength = 88;

    private byte[] content = new byte[4096];
    private AuditEntry? last;
    private string lastHash = AuditRecord.NoPrevious;
    private string? lastRepository;
    private string? lastApprovals;

    private static ReadOnlySpan<byte> BeforeHash => ",\"hash\":\"sha256:"u8;

    private static ReadOnlySpan<byte> AfterHash => "\"}"u8;

    private static ReadOnlySpan<byte> Signed => "{\"schema\":\"infra.audit/v2\","u8;

    private static ReadOnlySpan<byte> BeforeKey => "\",\"signature\":{\"keyId\":\""u8;

    private static ReadOnlySpan<byte> BeforeSignature => "\",\"algorithm\":\"ES256\",\"value\":\""u8;

    private static ReadOnlySpan<byte> AfterSignature => "\"}}"u8;

    /// <summary>The record of a line.</summary>
    /// <param name="line">UTF-8, without its line feed; the record keeps a part of it.</param>
    /// <exception cref="FormatException">It is not as infra writes it.</exception>
    public AuditRecord Read(ReadOnlyMemory<byte> line)
    {
        if (line.Length >= AuditJson.MaxLineBytes)
        {
            throw AuditLineScanner.Malformed();
        }

        bool isSigned = line.Span.StartsWith(Signed);
        EnvelopeSignature? signature = isSigned ? Signature(line.Span) : null;
        int behind = isSigned ? BeforeKey.Length + KeyIdLength + BeforeSignature.Length + SignatureLength + AfterSignature.Length : AfterHash.Length;
        int end = line.Length - behind - HashLength - BeforeHash.Length;
        if (end <= 0 || (!isSigned && !line.Span.EndsWith(AfterHash)) || !line.Span[end..].StartsWith(BeforeHash))
        {
            throw AuditLineScanner.Malformed();
        }

        Span<byte> hex = stackalloc byte[HashLength];
        Hash(line.Span[..end], hex);
        if (!line.Span.Slice(end + BeforeHash.Length, HashLength).SequenceEqual(hex))
        {
            throw new FormatException("its hash is not that of its content");
        }

        AuditRecord record = Record(line[..end], isSigned, $"sha256:{Encoding.ASCII.GetString(hex)}") with { Signature = signature };
        (last, lastHash) = (record.Entry, record.Hash);
        return record;
    }

    private static EnvelopeSignature Signature(ReadOnlySpan<byte> line)
    {
        int at = line.Length - AfterSignature.Length - SignatureLength - BeforeSignature.Length - KeyIdLength - BeforeKey.Length;
        if (at <= 0 || !line.EndsWith(AfterSignature) || !line[at..].StartsWith(BeforeKey) || !line[(at + BeforeKey.Length + KeyIdLength)..].StartsWith(BeforeSignature))
        {
            throw AuditLineScanner.Malformed();
        }

        byte[] value = new byte[64];
        ReadOnlySpan<byte> text = line.Slice(at + BeforeKey.Length + KeyIdLength + BeforeSignature.Length, SignatureLength);
        ReadOnlySpan<byte> key = line.Slice(at + BeforeKey.Length, KeyIdLength);
        return key.ContainsAnyExcept("0123456789abcdef"u8) || Base64.DecodeFromUtf8(text, value, out _, out int written) != OperationStatus.Done || written != value.Length
            ? throw AuditLineScanner.Malformed()
            : new EnvelopeSignature(Encoding.ASCII.GetString(key), ImmutableCollectionsMarshal.AsImmutableArray(value));
    }

    // The hash is made of the line without its last field, and without a signature.
    private void Hash(ReadOnlySpan<byte> fields, Span<byte> hex)
    {
        if (content.Length <= fields.Length)
        {
            content = new byte[2 * fields.Length];
        }

        fields.CopyTo(content);
        content[fields.Length] = (byte)'}';
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content.AsSpan(0, fields.Length + 1), digest);
        _ = Convert.TryToHexStringLower(digest, hex, out _);
    }

    private AuditRecord Record(ReadOnlyMemory<byte> fields, bool isSigned, string hash)
    {
        try
        {
            AuditLineScanner scanner = new(fields.Span);
            string? repository = null;
            if (isSigned)
            {
                scanner.Expect(Signed);
                scanner.Expect("\"repository\":"u8);
                repository = scanner.Text(lastRepository);
                scanner.Expect(",\"sequence\":"u8);
            }
            else
            {
                scanner.Expect("{\"schema\":\"infra.audit/v1\",\"sequence\":"u8);
            }

            long sequence = scanner.Number();
            scanner.Expect(",\"previous\":"u8);
            string previous = scanner.Text(lastHash);
            AuditEntry entry = Entry(ref scanner, fields);
            AuditRecord record = new(sequence, previous, entry) { Known = hash, Repository = repository, Approvals = isSigned ? Approvals(ref scanner) : null };
            lastRepository = repository;
            scanner.ExpectEnd();
            return record;
        }
        catch (Exception thrown) when (AuditLineScanner.IsMalformed(thrown))
        {
            throw AuditLineScanner.Malformed();
        }
    }

    private AuditEntry Entry(ref AuditLineScanner scanner, ReadOnlyMemory<byte> fields) => new()
    {
        DeploymentId = Text(ref scanner, ",\"deployment_id\":"u8, last?.DeploymentId),
        Timestamp = Time(ref scanner),
        Phase = Text(ref scanner, ",\"phase\":"u8, "begin") switch { "begin" => AuditPhase.Begin, "end" => AuditPhase.End, _ => throw AuditLineScanner.Malformed() },
        Action = Text(ref scanner, ",\"action\":"u8, last?.Action),
        DeploymentTarget = Text(ref scanner, ",\"deployment_target\":"u8, last?.DeploymentTarget),
        Actor = Text(ref scanner, ",\"actor\":"u8, last?.Actor),
        Backend = Text(ref scanner, ",\"backend\":"u8, last?.Backend),
        GitCommit = TextOrNull(ref scanner, ",\"git_commit\":"u8, last?.GitCommit),
        Envelope = TextOrNull(ref scanner, ",\"envelope\":"u8, last?.Envelope),
        Details = UnreadDetails.Read(ref scanner, fields, last?.Details),
        Outcome = TextOrNull(ref scanner, ",\"outcome\":"u8, last?.Outcome),
        DurationSeconds = Seconds(ref scanner),
    };

    private AuditAnchor? Approvals(ref AuditLineScanner scanner)
    {
        lastApprovals = TextOrNull(ref scanner, ",\"approvals_record\":"u8, lastApprovals);
        return lastApprovals is null ? null : AuditAnchor.TryParse(lastApprovals) ?? throw AuditLineScanner.Malformed();
    }

    private static string Text(ref AuditLineScanner scanner, ReadOnlySpan<byte> name, string? before)
    {
        scanner.Expect(name);
        return scanner.Text(before);
    }

    private static string? TextOrNull(ref AuditLineScanner scanner, ReadOnlySpan<byte> name, string? before)
    {
        scanner.Expect(name);
        return scanner.TextOrNull(before);
    }

    private static DateTimeOffset Time(ref AuditLineScanner scanner)
    {
        scanner.Expect(",\"timestamp\":"u8);
        return scanner.Time();
    }

    private static long? Seconds(ref AuditLineScanner scanner)
    {
        scanner.Expect(",\"duration_seconds\":"u8);
        return scanner.Skip("null"u8) ? null : scanner.Number();
    }
}
