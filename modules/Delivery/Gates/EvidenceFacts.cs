using System.Globalization;
using System.Text.Json;

namespace Infra.Delivery.Gates;

/// <summary>Reads facts of evidence strictly; what is wrong is a <see cref="FormatException"/> that quotes nothing.</summary>
internal static class EvidenceFacts
{
    public static string Text(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 and <= 1000 } value ? value : throw new FormatException($"{name} is not a text of 1 to 1000 characters");

    public static long Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) && value is >= -1_000_000_000_000 and <= 1_000_000_000_000
            ? value : throw new FormatException($"{name} is not a whole number");

    public static long Count(JsonElement json, string name) => Number(json, name) is >= 0 and var count ? count : throw new FormatException($"{name} is below zero");

    public static DateTimeOffset Time(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } text
        && DateTimeOffset.TryParseExact(text.GetString(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time : throw new FormatException($"{name} is not a time in UTC such as 2026-01-04T20:30:00Z");

    public static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw new FormatException($"{name} is not a list");
}
