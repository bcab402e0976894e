using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Infra.Machine.Processes;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>The lock file and the file of the last fencing number as JSON.</summary>
internal static class LockJson
{
    private const string LockSchema = "infra.lock/v1";
    private const string FenceSchema = "infra.fence/v1";

    public static byte[] Write(LockHolder holder) => Write(LockSchema, w =>
    {
        w.WriteString("user", holder.Process.User);
        w.WriteString("host", holder.Process.Host);
        w.WriteNumber("pid", holder.Process.Pid);
        w.WriteString("place", holder.Process.Place);
        w.WriteString("started", holder.Process.Started);
        w.WriteString("since", holder.Since.ToString("O", CultureInfo.InvariantCulture));
        w.WriteNumber("fencing", holder.Fencing);
        w.WriteString("operation", holder.Operation);
    });

    public static byte[] Write(long fencing) => Write(FenceSchema, w => w.WriteNumber("fencing", fencing));

    /// <summary>The holder in a lock file.</summary>
    /// <exception cref="FormatException">It is no lock file.</exception>
    public static LockHolder ReadHolder(byte[] content) => Read(content, LockSchema, json => new LockHolder(
        new ProcessIdentity(Text(json, "user"), Text(json, "host"), json.GetProperty("pid").GetInt32(), Text(json, "place"), Text(json, "started")),
        DateTimeOffset.Parse(Text(json, "since"), CultureInfo.InvariantCulture),
        json.GetProperty("fencing").GetInt64(),
        Text(json, "operation")));

    /// <summary>The number in a fence file.</summary>
    /// <exception cref="FormatException">It is no fence file.</exception>
    public static long ReadFencing(byte[] content) => Read(content, FenceSchema, json => json.GetProperty("fencing").GetInt64());

    private static byte[] Write(string schema, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", schema);
            write(writer);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static T Read<T>(byte[] content, string schema, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            if (string.Equals(Text(document.RootElement, "schema"), schema, StringComparison.Ordinal))
            {
                return read(document.RootElement);
            }
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"It is not a {schema} file.", malformed);
        }

        throw new FormatException($"It is not a {schema} file.");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
