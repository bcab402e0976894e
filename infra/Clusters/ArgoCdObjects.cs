using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pipeline.Clusters;

namespace Infra.Clusters;

/// <summary>Reads what Argo CD keeps. Fields that are missing or of another type read as empty, because whoever may write there may write anything.</summary>
/// <remarks>https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml; a condition is an error when its type ends with it, as Argo CD has it.</remarks>
internal static class ArgoCdObjects
{
    // More conditions than these say the same again.
    private const int MaxErrors = 10;

    /// <summary>A page of a list.</summary>
    public static ClusterPage<T> Page<T>(JsonElement list, Func<JsonElement, T> read)
    {
        JsonElement items = At(list, "items");
        return new(items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(read)] : null, Text(At(list, "metadata"), "continue"));
    }

    /// <summary>An Application.</summary>
    public static FoundApplication Application(JsonElement found)
    {
        JsonElement spec = At(found, "spec");
        JsonElement status = At(found, "status");
        JsonElement source = Each(spec, "sources").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? first : At(spec, "source");
        JsonElement sync = At(status, "sync");
        return new FoundApplication
        {
            Name = Shown(At(found, "metadata"), "name"),
            Cluster = Shown(At(spec, "destination"), "name"),
            Repository = Shown(source, "repoURL"),
            Follows = Shown(source, "targetRevision"),
            Revision = Each(sync, "revisions").FirstOrDefault() is { ValueKind: JsonValueKind.String } pulled ? ClusterQuestion.Shown(pulled.GetString()!) : Shown(sync, "revision"),
            Sync = Or(Shown(sync, "status"), "Unknown"),
            Health = Or(Shown(At(status, "health"), "status"), "Unknown"),
            Errors = [.. Conditions(status, c => Text(c, "type").EndsWith("Error", StringComparison.Ordinal)), .. LastSync(At(status, "operationState"))],
        };
    }

    /// <summary>An ApplicationSet.</summary>
    public static FoundSet Set(JsonElement found) =>
        new(Shown(At(found, "metadata"), "name"), [.. Conditions(At(found, "status"), c => Text(c, "type") == "ErrorOccurred" && Text(c, "status") == "True")]);

    /// <summary>A text of an object; empty where it has none.</summary>
    public static string Text(JsonElement map, string key) => At(map, key) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static string Shown(JsonElement map, string key) => ClusterQuestion.Shown(Text(map, key));

    private static IEnumerable<string> Conditions(JsonElement status, Func<JsonElement, bool> counts) =>
        Each(status, "conditions").Where(counts).Take(MaxErrors).Select(c => $"{ClusterQuestion.Said(Text(c, "type"))}: {ClusterQuestion.Said(Text(c, "message"))}");

    private static IEnumerable<string> LastSync(JsonElement operation) =>
        Text(operation, "phase") is "Failed" or "Error" ? [$"the last sync failed: {ClusterQuestion.Said(Text(operation, "message"))}"] : [];

    private static IEnumerable<JsonElement> Each(JsonElement map, string key) => At(map, key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static JsonElement At(JsonElement map, string key) => map.ValueKind == JsonValueKind.Object && map.TryGetProperty(key, out JsonElement value) ? value : default;

    private static string Or(string text, string other) => text.Length > 0 ? text : other;
}
