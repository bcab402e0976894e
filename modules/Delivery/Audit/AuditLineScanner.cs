using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Infra.Delivery.Audit;

/// <summary>
/// Goes through a line of an audit record as <see cref="AuditJson"/> spells it: fields in their order and no space between tokens. A reader of any
/// JSON looks at each byte of a long record for what cannot stand there; only a text that is not plain ASCII is given to one.
/// </summary>
/// <remarks>Where something else stands, each method throws what <see cref="IsMalformed"/> knows.</remarks>
internal ref struct AuditLineScanner
{
    private readonly ReadOnlySpan<byte> line;

    // Whether each byte is a character of ASCII that stands for itself, so that a quotation mark always ends a text.
    private readonly bool plain;

    /// <summary>A scanner at the beginning of a line.</summary>
    public AuditLineScanner(ReadOnlySpan<byte> line)
    {
        this.line = line;
        plain = IsPlain(line);
    }

    /// <summary>How many bytes were gone through.</summary>
    public int Position { get; private set; }

    private readonly ReadOnlySpan<byte> Rest => line[Position..];

    /// <summary>Whether a line of another form is what was thrown.</summary>
    public static bool IsMalformed(Exception thrown) => thrown is FormatException or JsonException or InvalidOperationException or ArgumentException;

    /// <summary>What is thrown where something else stands.</summary>
    public static FormatException Malformed() => new("it is not an audit record");

    /// <summary>Goes through bytes that must stand here.</summary>
    public void Expect(ReadOnlySpan<byte> expected)
    {
        if (!Skip(expected))
        {
            throw Malformed();
        }
    }

    /// <summary>Goes through bytes that may stand here.</summary>
    public bool Skip(ReadOnlySpan<byte> bytes)
    {
        bool there = Rest.StartsWith(bytes);
        Position += there ? bytes.Length : 0;
        return there;
    }

    /// <summary>A text.</summary>
    /// <param name="before">What stands at the same place of the record before: the same text is the same object.</param>
    public string Text(string? before)
    {
        ReadOnlySpan<byte> content = Raw(out bool isPlain);
        return !isPlain ? Decoded(content) : before is not null && Ascii.Equals(content, before) ? before : Encoding.ASCII.GetString(content);
    }

    /// <summary>A text or nothing.</summary>
    public string? TextOrNull(string? before) => Skip("null"u8) ? null : Text(before);

    /// <summary>What stands between the quotation marks of a text.</summary>
    /// <param name="isPlain">Whether each byte is a character that stands for itself; otherwise nobody has looked whether they are one text.</param>
    public ReadOnlySpan<byte> Raw(out bool isPlain)
    {
        Expect("\""u8);
        ReadOnlySpan<byte> rest = Rest;
        int end = plain ? rest.IndexOf((byte)'"') : End(rest);
        if (end < 0)
        {
            throw Malformed();
        }

        Position += end + 1;
        isPlain = plain || IsPlain(rest[..end]);
        return rest[..end];
    }

    /// <summary>A whole number that is not negative.</summary>
    public long Number()
    {
        ReadOnlySpan<byte> rest = Rest;
        bool good = !rest.IsEmpty && char.IsAsciiDigit((char)rest[0]);
        long value = 0;
        int length = 0;
        good = good && Utf8Parser.TryParse(rest, out value, out length) && (rest[0] != (byte)'0' || length == 1);
        Position += length;
        return good ? value : throw Malformed();
    }

    /// <summary>A time such as <c>"2026-11-21T04:30:00Z"</c>.</summary>
    public DateTimeOffset Time()
    {
        ReadOnlySpan<byte> text = Raw(out _);
        return text.Length == 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z'
            ? new DateTimeOffset((Two(text) * 100) + Two(text[2..]), Two(text[5..]), Two(text[8..]), Two(text[11..]), Two(text[14..]), Two(text[17..]), TimeSpan.Zero)
            : throw Malformed();
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void ExpectEnd()
    {
        if (Position != line.Length)
        {
            throw Malformed();
        }
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !bytes.Contains((byte)'\\');

    // Where a text ends; below zero where it does not. What is escaped ends nothing.
    private static int End(ReadOnlySpan<byte> rest)
    {
        int end = 0;
        while (end < rest.Length && rest[end] != (byte)'"')
        {
            end += rest[end] == (byte)'\\' ? 2 : 1;
        }

        return end < rest.Length ? end : -1;
    }

    private static int Two(ReadOnlySpan<byte> digits) =>
        char.IsAsciiDigit((char)digits[0]) && char.IsAsciiDigit((char)digits[1]) ? ((digits[0] - '0') * 10) + digits[1] - '0' : throw Malformed();

    private static string Decoded(ReadOnlySpan<byte> content)
    {
        Utf8JsonReader reader = new([(byte)'"', .. content, (byte)'"']);
        reader.Read();
        return reader.GetString()!;
    }
}
