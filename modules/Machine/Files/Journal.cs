using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Machine.Files;

/// <summary>
/// A file of records that is only added to. Each line is <c>CHECK JSON</c>; CHECK is the first 16 hex digits of SHA-256 over the check of the
/// line before and this line's JSON, so that an altered, removed, repeated or reordered line is seen.
/// </summary>
public static class Journal
{
    private const int CheckLength = 16;

    /// <summary>What stands for the check before the first line.</summary>
    public const string Start = "0000000000000000";

    /// <summary>The line of a record, with LF.</summary>
    /// <param name="previous">The check of the line before.</param>
    /// <param name="json">The record's JSON, without line breaks.</param>
    /// <param name="check">This line's check.</param>
    public static byte[] Line(string previous, ReadOnlySpan<byte> json, out string check)
    {
        check = Check(previous, json);
        byte[] line = new byte[CheckLength + 1 + json.Length + 1];
        Encoding.ASCII.GetBytes(check, line);
        line[CheckLength] = (byte)' ';
        json.CopyTo(line.AsSpan(CheckLength + 1));
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>Reads lines up to the first that is cut short or does not check.</summary>
    public static JournalReading Read(ReadOnlyMemory<byte> content)
    {
        List<JournalLine> lines = [];
        string previous = Start;
        int position = 0;
        while (position < content.Length)
        {
            int end = content.Span[position..].IndexOf((byte)'\n');
            if (end < CheckLength + 2)
            {
                break;
            }

            ReadOnlyMemory<byte> line = content.Slice(position, end);
            string check = Encoding.ASCII.GetString(line.Span[..CheckLength]);
            ReadOnlyMemory<byte> json = line[(CheckLength + 1)..];
            if (line.Span[CheckLength] != (byte)' ' || !string.Equals(check, Check(previous, json.Span), StringComparison.Ordinal))
            {
                break;
            }

            position += end + 1;
            previous = check;
            lines.Add(new JournalLine(json, position, check));
        }

        return new JournalReading(lines, position, content.Length - position);
    }

    private static string Check(string previous, ReadOnlySpan<byte> json)
    {
        int length = CheckLength + json.Length;
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.ASCII.GetBytes(previous, rented);
            json.CopyTo(rented.AsSpan(CheckLength));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(rented.AsSpan(0, length), hash);
            return Convert.ToHexStringLower(hash[..(CheckLength / 2)]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

/// <summary>One good line.</summary>
/// <param name="Json">The record.</param>
/// <param name="End">Where the line ends in the file.</param>
/// <param name="Check">Its check.</param>
public readonly record struct JournalLine(ReadOnlyMemory<byte> Json, long End, string Check);

/// <summary>What a journal holds.</summary>
/// <param name="Lines">The good lines.</param>
/// <param name="GoodLength">How many bytes they take.</param>
/// <param name="DroppedLength">How many bytes after them are cut short or altered.</param>
public sealed record JournalReading(IReadOnlyList<JournalLine> Lines, long GoodLength, long DroppedLength);
