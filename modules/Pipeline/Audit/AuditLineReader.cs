using System.Security.Cryptography;
using System.Text;

namespace Infra.Pipeline;

/// <summary>
/// Reads lines of audit records one after the other. A line is hashed as it stands, so a changed byte shows however it is spelled; its fields are
/// those of <see cref="AuditJson"/> in that order and no others. Neighbours say much the same, so what repeats the record before is taken from it.
/// </summary>
internal sealed class AuditLineReader
{
    private const int HashLength = 64;

    private byte[] content = new byte[4096];
    private AuditEntry? last;
    private string lastHash = AuditRecord.NoPrevious;

    private static ReadOnlySpan<byte> BeforeHash => ",\"hash\":\"sha256:"u8;

    private static ReadOnlySpan<byte> AfterHash => "\"}"u8;

    /// <summary>The record of a line.</summary>
    /// <param name="line">UTF-8, without its line feed; the record keeps a part of it.</param>
    /// <exception cref="FormatException">It is not as infra writes it.</exception>
    public AuditRecord Read(ReadOnlyMemory<byte> line)
    {
        int end = line.Length - AfterHash.Length - HashLength - BeforeHash.Length;
        if (end <= 0 || line.Length >= AuditJson.MaxLineBytes || !line.Span.EndsWith(AfterHash) || !line.Span[end..].StartsWith(BeforeHash))
        {
            throw AuditLineScanner.Malformed();
        }

        Span<byte> hex = stackalloc byte[HashLength];
        Hash(line.Span[..end], hex);
        if (!line.Span.Slice(end + BeforeHash.Length, HashLength).SequenceEqual(hex))
        {
            throw new FormatException("its hash is not that of its content");
        }

        AuditRecord record = Record(line[..end], $"sha256:{Encoding.ASCII.GetString(hex)}");
        (last, lastHash) = (record.Entry, record.Hash);
        return record;
    }

    // The hash is made of the line without its last field.
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

    private AuditRecord Record(ReadOnlyMemory<byte> fields, string hash)
    {
        try
        {
            AuditLineScanner scanner = new(fields.Span);
            scanner.Expect("{\"schema\":\"infra.audit/v1\",\"sequence\":"u8);
            long sequence = scanner.Number();
            scanner.Expect(",\"previous\":"u8);
            string previous = scanner.Text(lastHash);
            AuditRecord record = new(sequence, previous, Entry(ref scanner, fields)) { Known = hash };
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
