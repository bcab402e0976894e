using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Model;

/// <summary>The JSON schema (2020-12) of a settings file, written from the declaration that the reader uses.</summary>
/// <remarks>It holds the form of each setting. Rules between settings, such as overlapping ranges, are the reader's alone.</remarks>
public static class SettingsSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>stacks/schema/stack.schema.json</c>; the same bytes each time.</summary>
    public static string ToJson() => Root(SettingsDeclaration.Top).ToJsonString(Layout) + "\n";

    /// <summary>The text of <c>stacks/schema/bootstrap.schema.json</c>; the same bytes each time.</summary>
    public static string ToBootstrapJson() => Root(BootstrapSettings.Form.Top).ToJsonString(Layout) + "\n";

    /// <summary>The text of <c>stacks/schema/calendar.schema.json</c>; the same bytes each time.</summary>
    public static string ToCalendarJson()
    {
        JsonObject schema = new() { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "The calendar of windows and freezes" };
        foreach (var (keyword, rule) in Of(CalendarSettings.Kind, null, null))
        {
            schema[keyword] = rule?.DeepClone();
        }

        return schema.ToJsonString(Layout) + "\n";
    }

    /// <summary>The text of <c>stacks/schema/waivers.schema.json</c>; the same bytes each time.</summary>
    public static string ToWaiversJson()
    {
        var schema = Object(WaiverFile.Top);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Waivers");
        return schema.ToJsonString(Layout) + "\n";
    }

    /// <summary>The text of <c>stacks/schema/service-levels.schema.json</c>; the same bytes each time.</summary>
    public static string ToServiceLevelsJson() => ToJson("Service levels", ServiceLevelsFile.Top);

    /// <summary>The text of <c>stacks/schema/release.schema.json</c>; the same bytes each time.</summary>
    public static string ToReleaseJson() => ToJson("What an environment runs", ReleaseFile.Kind);

    /// <summary>The text of <c>stacks/schema/README.md</c>: a table of all settings.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("# Settings of a stack\n\nGenerated from modules/Model/Settings; a test fails when it is stale. Settings stand below `config:` in `stacks/Pulumi.<stack>.yaml`.\n\n")
            .Append("| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", SettingsDeclaration.Top);
        text.Append("\n## The stack bootstrap\n\n| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", BootstrapSettings.Form.Top);
        text.Append("\n## The calendar\n\n`stacks/calendar.yaml`; [docs/calendar.md](../../docs/calendar.md) says how it is read.\n\n| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", CalendarSettings.Kind);
        text.Append("\n## Service levels\n\n`stacks/service-levels.yaml`; the rules SLA001 to SLA004 judge it.\n\n| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", ServiceLevelsFile.Top);
        text.Append("\n## The release of an environment\n\n`stacks/ENV/release.yaml`; [docs/releases.md](../../docs/releases.md) says how it is changed.\n\n| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", ReleaseFile.Kind);
        return text.ToString();
    }

    /// <summary>The schema of a file whose settings stand at its top.</summary>
    internal static string ToJson(string title, ObjectKind top)
    {
        var schema = Of(top, null, null);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(Layout) + "\n";
    }

    /// <summary>The table of a file whose settings stand at its top.</summary>
    internal static string ToMarkdown(ObjectKind top)
    {
        var text = new StringBuilder("| setting | what it is | default |\n|---|---|---|\n");
        Rows(text, "", top);
        return text.ToString();
    }

    internal static JsonObject Root(ObjectKind top)
    {
        var properties = new JsonObject { ["config"] = Of(top, "The settings of the stack.", null) };
        foreach (var name in SettingsDeclaration.PulumiNames)
        {
            properties[name] = new JsonObject { ["description"] = "Written by Pulumi." };
        }

        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of a stack",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("config"),
            ["properties"] = properties,
        };
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
