using System.Text.Json;

namespace Infra.Settings.Reading;

/// <summary>Reads one value of Pulumi's configuration into nodes.</summary>
public static class JsonTree
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = YamlTree.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The node of a raw value; null when it is malformed, and then there is a problem.</summary>
    public static SettingNode? Read(Setting setting, string raw, SettingsProblems problems)
    {
        if (setting.Kind is not (ObjectKind or MapKind or ListKind))
        {
            return new ScalarNode(Position.None, raw, Written.Untyped);
        }

        if (raw.Length > YamlTree.MaxLength)
        {
            problems.Add(Position.None, setting.Name, null, $"a setting has at most {YamlTree.MaxLength} characters", $"This one has {raw.Length}.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(raw, Strict);
            return Node(document.RootElement);
        }
        catch (JsonException)
        {
            // The message of the exception is left out: it may quote the text.
            problems.Add(Position.None, setting.Name, null, $"this must be {SettingsCheck.Wanted(setting.Kind)}, as JSON without repeated names", "Set it in the stack's file, or by `pulumi config set --path`.");
            return null;
        }
    }

    private static SettingNode Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(Position.None, [.. element.EnumerateObject().Select(p => new MapEntry(p.Name, Position.None, Node(p.Value)))]),
        JsonValueKind.Array => new ListNode(Position.None, [.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => new ScalarNode(Position.None, element.GetString()!, Written.Untyped),
        _ => new ScalarNode(Position.None, element.GetRawText(), Written.Plain),
    };
}
