using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>
/// The form of a data file below <c>stacks/</c>: what its JSON schema and its table of settings are written from. The class that reads the file has it as a
/// public static property, and <see cref="In"/> finds it there.
/// </summary>
/// <param name="Name">What the schema and the table are called, such as <c>calendar</c>.</param>
/// <param name="File">The file that people write, with capitals where names differ, such as <c>stacks/ENV/release.yaml</c>.</param>
/// <param name="Title">What the file says, in a few words.</param>
/// <param name="About">What else a reader of the table needs to know, as sentences; may be empty.</param>
/// <param name="Top">What may stand at the top.</param>
public sealed record DataFormat(string Name, string File, string Title, string About, ObjectKind Top)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name below which the settings stand, such as <c>config</c> in a file that Pulumi reads too; null where they stand at the top.</summary>
    public string? Below { get; init; }

    /// <summary>What others write beside <see cref="Below"/>: let stand, and not checked.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>The formats that the classes of an assembly have, in the order of names.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<DataFormat> In(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetExportedTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.PropertyType == typeof(DataFormat))
            .Select(p => (DataFormat)p.GetValue(null)!)
            .OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>The JSON schema (2020-12): the form of each setting. Rules between settings, such as overlapping ranges, are the reader's alone. The same bytes each time.</summary>
    public string ToSchema()
    {
        JsonObject schema = Below is null ? SettingsSchema.Of(Top) : Nested();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", Title);
        return schema.ToJsonString(Layout) + "\n";
    }

    /// <summary>The table of all settings, as Markdown; the same bytes each time.</summary>
    public string ToTable() =>
        new StringBuilder($"# {Title}\n\nThe settings of `{File}`. Generated; a test fails when it is stale.{(About.Length == 0 ? "" : " " + About)}\n\n")
            .Append(SettingsSchema.Table(Top))
            .ToString();

    private JsonObject Nested()
    {
        JsonObject properties = new() { [Below!] = SettingsSchema.Of(Top, "The settings.") };
        foreach (string name in Beside)
        {
            properties[name] = new JsonObject { ["description"] = "Written by Pulumi." };
        }

        return new() { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray(Below), ["properties"] = properties };
    }
}
