using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Properties;
using Infra.Settings.Reading;

namespace Infra.Delivery.KeptRules;

/// <summary>The rules by which an environment was last judged, byte for byte, and the program that judged. What a change says of its own judges counts only together with these.</summary>
/// <param name="Commit">The commit that they are of.</param>
/// <param name="Program">The digest of the program's files.</param>
/// <param name="Files">The text of each file of rules, by its path; one that was not there is not here.</param>
public sealed record RulesBundle(string Commit, string Program, ImmutableSortedDictionary<string, string> Files)
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.kept-rules/v1";

    /// <summary>The role of stacks/delivery/approvals.yaml that approves a change of the rules or of the program that judges by them.</summary>
    public const string Role = "rules";

    /// <summary>The files of rules, in ordinal order.</summary>
    public static ImmutableArray<string> Paths { get; } =
        ["stacks/delivery/approvals.yaml", "stacks/delivery/calendar.yaml", "stacks/delivery/gates.yaml", "stacks/delivery/github.yaml", "stacks/operations/service-levels.yaml", "stacks/rules/waivers.yaml"];

    /// <summary>The text of each file of rules, by the path that it has today.</summary>
    public ImmutableSortedDictionary<string, string> ByPath =>
        Files.Where(f => !DataPlaces.Former.TryGetValue(f.Key, out string? now) || !Files.ContainsKey(now)).ToImmutableSortedDictionary(f => DataPlaces.Former.GetValueOrDefault(f.Key, f.Key), f => f.Value, StringComparer.Ordinal);

    /// <summary>The name that the tiers of environments have among the files: whether an environment asks for its gates is one of the rules.</summary>
    public const string Tiers = "tiers";

    /// <summary>What of the rules and the program differs, by name; empty where nothing does.</summary>
    /// <param name="files">The text of each file now.</param>
    /// <param name="program">The digest of the program's files now.</param>
    public ImmutableArray<string> Differences(ImmutableSortedDictionary<string, string> files, string program)
    {
        ArgumentNullException.ThrowIfNull(files);
        ImmutableSortedDictionary<string, string> kept = ByPath;
        return [.. Paths.Append(Tiers).Where(p => kept.GetValueOrDefault(p) != files.GetValueOrDefault(p)), .. program == Program ? (string[])[] : ["the program"]];
    }

    /// <summary>The JSON, one spelling.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Schema);
            writer.WriteString("commit", Commit);
            writer.WriteString("program", Program);
            writer.WriteStartObject("files");
            foreach ((string path, string text) in Files)
            {
                writer.WriteString(path, text);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>SHA-256 of the JSON, 64 hex digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>What owners approve: <c>sha256:</c> and 64 hex digits over program and files, whichever commit holds them.</summary>
    public string Content => $"sha256:{(this with { Commit = "" }).Digest}";

    /// <summary>Reads the JSON.</summary>
    /// <exception cref="InfraException">It is not what <see cref="ToBytes"/> writes, or its digest is another.</exception>
    public static RulesBundle Read(string name, byte[] content, string digest)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement json = document.RootElement;
            RulesBundle read = new(
                json.GetProperty("commit").GetString()!,
                json.GetProperty("program").GetString()!,
                json.GetProperty("files").EnumerateObject().ToImmutableSortedDictionary(f => f.Name, f => f.Value.GetString()!, StringComparer.Ordinal));
            return json.GetProperty("schema").GetString() == Schema && read.Digest == digest ? read : throw new FormatException();
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InfraException(ErrorKind.Failed, $"{Printable.Text(name)} of the audit bucket does not hold the rules that its name says, so it is not known what was approved, and nothing is open.");
        }
    }
}
