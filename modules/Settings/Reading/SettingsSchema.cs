using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>The JSON schema and the table of a declaration: the same that the reader uses.</summary>
public static class SettingsSchema
{
    /// <summary>The schema of a map of settings.</summary>
    public static JsonObject Of(ObjectKind kind, string? doc = null) => Of(kind, doc, null);

    /// <summary>The table of a map of settings, as Markdown.</summary>
    public static string Table(ObjectKind top)
    {
        var text = new StringBuilder("| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", top);
        return text.ToString();
    }

    private static JsonObject Of(Kind kind, string? doc, string? preset)
    {
        var schema = kind switch
        {
            ObjectKind o => Object(o),
            MapKind m => new()
            {
                ["type"] = "object",
                ["minProperties"] = m.Min,
                ["maxProperties"] = m.Max,
                ["propertyNames"] = Of(m.Name, null, null),
                ["additionalProperties"] = Of(m.Value, null, null),
            },
            ListKind l => new() { ["type"] = "array", ["minItems"] = l.Min, ["maxItems"] = l.Max, ["uniqueItems"] = true, ["items"] = Of(l.Item, null, null) },
            TextKind t => new() { ["type"] = "string", ["minLength"] = t.MinLength, ["maxLength"] = t.MaxLength, ["pattern"] = t.Pattern },
            NumberKind n => new() { ["type"] = "integer", ["minimum"] = n.Min, ["maximum"] = n.Max },
            FlagKind => new() { ["type"] = "boolean" },
            ChoiceKind c => new() { ["type"] = "string", ["enum"] = new JsonArray([.. c.Words.Select(w => (JsonNode)w)]) },
            SecretKind => Object(new(new Setting("secure", new TextKind("", ".", 1, 65536, "", _ => default), "The encrypted value."))),
            _ => throw new InvalidOperationException(kind.GetType().Name),
        };
        if (doc is not null)
        {
            schema["description"] = doc;
        }

        if (preset is not null)
        {
            schema["default"] = kind is NumberKind or FlagKind ? JsonNode.Parse(preset) : preset;
        }

        return schema;
    }

    private static JsonObject Object(ObjectKind kind)
    {
        var properties = new JsonObject();
        foreach (var setting in kind.Settings)
        {
            properties[setting.Name] = Of(setting.Kind, setting.Doc, setting.Default);
        }

        return new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. kind.Settings.Where(s => s.Required).Select(s => (JsonNode)s.Name)]),
            ["properties"] = properties,
        };
    }

    private static void Rows(StringBuilder text, string path, ObjectKind kind)
    {
        foreach (var setting in kind.Settings)
        {
            var name = path.Length == 0 ? setting.Name : $"{path}.{setting.Name}";
            var preset = setting switch { { Default: { } d } => $"`{d}`", { Optional: true } => "none", _ => "required" };
            text.Append($"| `{name}` | {setting.Doc} {Wanted(setting.Kind)} | {preset} |\n");
            switch (setting.Kind)
            {
                case ObjectKind o:
                    Rows(text, name, o);
                    break;
                case MapKind { Value: ObjectKind o }:
                    Rows(text, $"{name}.*", o);
                    break;
            }
        }
    }

    private static string Wanted(Kind kind) => kind switch
    {
        MapKind m => $"*A map; each entry is named by {m.Name.Noun} such as `{m.Name.Example}`.*",
        ListKind l => $"*A list; each entry is {SettingsCheck.Wanted(l.Item)}.*",
        ObjectKind => "*A map.*",
        _ => $"*{SettingsCheck.Wanted(kind)[..1].ToUpperInvariant()}{SettingsCheck.Wanted(kind)[1..]}.*",
    };
}
