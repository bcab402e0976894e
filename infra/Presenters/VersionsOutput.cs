using Infra.Model.Masking;
using Infra.Pipeline.Versions;

namespace Infra.Presenters;

/// <summary>Writes what is pinned.</summary>
internal static class VersionsOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.versions/v1";

    public static string Of(IReadOnlyCollection<PinnedVersion> versions, OutputFormat format) => format switch
    {
        OutputFormat.Json => Json(versions),
        OutputFormat.Markdown => Markdown(versions),
        _ => TextTable.Of(["LAYER", "COMPONENT", "VERSION", "PURPOSE"], versions.Select(v => (string[])[v.Layer, v.Component, v.Version, v.Purpose])),
    };

    private static string Markdown(IEnumerable<PinnedVersion> versions) =>
        "| layer | component | version | purpose | ruled by |\n|---|---|---|---|---|\n"
        + string.Concat(versions.Select(v => $"| {v.Layer} | {Printable.Markdown(v.Component)} | {Printable.Markdown(v.Version)} | {Printable.Markdown(v.Purpose)} | `{v.RuledBy}` |\n"));

    private static string Json(IEnumerable<PinnedVersion> versions) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteStartArray("versions");
        foreach (PinnedVersion version in versions)
        {
            writer.WriteStartObject();
            writer.WriteString("layer", version.Layer);
            writer.WriteString("component", version.Component);
            writer.WriteString("version", version.Version);
            writer.WriteString("purpose", version.Purpose);
            writer.WriteString("ruledBy", version.RuledBy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
