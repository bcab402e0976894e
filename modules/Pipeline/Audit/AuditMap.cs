using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Infra.Pipeline;

/// <summary>
/// A map of an audit record. One that was read is looked through at once, and made when it is asked for: hardly any is, and making them would take
/// longer than everything else about a long record.
/// </summary>
internal sealed class AuditMap
{
    private readonly byte[] json;
    private ImmutableSortedDictionary<string, string>? values;

    /// <summary>The map of values.</summary>
    public AuditMap(ImmutableSortedDictionary<string, string> values) => (json, this.values) = ([], values);

    private AuditMap(ReadOnlySpan<byte> json) => this.json = json.ToArray();

    /// <summary>The map of nothing.</summary>
    public static AuditMap Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The entries, in ordinal order. Two threads that ask at once make the same twice.</summary>
    public ImmutableSortedDictionary<string, string> Values => values ??= Make();

    /// <summary>Reads an object of strings.</summary>
    /// <param name="reader">Stands at its beginning, and then at its end.</param>
    /// <param name="line">What is read.</param>
    /// <param name="before">The map at the same place of the record before: one of the same bytes is the same map.</param>
    /// <exception cref="FormatException">A value is no string, or a name stands twice or out of order.</exception>
    /// <exception cref="InvalidOperationException">A name or a value is no text.</exception>
    public static AuditMap Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, AuditMap? before)
    {
        int start = (int)reader.TokenStartIndex;
        ReadOnlySpan<byte> expected = before is null ? [] : before.json;
        if (!expected.IsEmpty && line[start..].StartsWith(expected))
        {
            // A valid object of the same bytes ends where they end.
            reader.Skip();
            return before!;
        }

        Utf8JsonReader end = reader;
        bool plain = IsPlain(ref end);
        if (plain)
        {
            reader = end;
        }
        else
        {
            reader.Skip();
        }

        // What is not plain is looked through by making it.
        AuditMap map = new(line[start..(int)reader.BytesConsumed]);
        _ = plain ? null : map.Values;
        return map;
    }

    // Whether nothing in it can be malformed: strings of ASCII that stand for themselves, whose order as bytes is that of the texts.
    private static bool IsPlain(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> before = default;
        for (bool first = true; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; first = false)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (!IsItself(ref reader) || (!first && before.SequenceCompareTo(name) >= 0) || !reader.Read() || reader.TokenType != JsonTokenType.String || !IsItself(ref reader))
            {
                return false;
            }

            before = name;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool IsItself(ref Utf8JsonReader reader) => !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan);

    private ImmutableSortedDictionary<string, string> Make()
    {
        Utf8JsonReader reader = new(json);
        List<KeyValuePair<string, string>> entries = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            bool follows = entries.Count == 0 || string.CompareOrdinal(entries[^1].Key, key) < 0;
            entries.Add(follows && reader.Read() && reader.TokenType == JsonTokenType.String ? new(key, reader.GetString()!) : throw new FormatException("it is not a map of strings in order"));
        }

        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries);
    }
}
