using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulumi.Behaviour.Tests;

/// <summary>The SDK's constants of the engine's wire form, and the wrapper by which the product reads it.</summary>
internal static class Wire
{
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    public static string Secret(string json) => $$"""{"{{SignatureKey}}":"{{SecretSignature}}","value":{{json}}}""";

    /// <summary>The JSON of args as the wire wrapper shows it, keys sorted.</summary>
    public static async Task<string> Of(Func<ResourceArgs> args, bool isPreview = true, Mocks? mocks = null)
    {
        mocks = await Run.Stack(
            () => _ = new CustomResource("test:index:Wrapped", "wrapped", new WireArgs { Index = 7, Inner = args() }, options: null),
            mocks,
            isPreview);
        var wrapped = mocks.Resources.Single(resource => resource.Type == "test:index:Wrapped");
        Assert.Equal(7.0, wrapped.Inputs["i"]);
        return Canonical((string)wrapped.Inputs["j"]);
    }

    public static string Canonical(string json) => Sorted(JsonNode.Parse(json))?.ToJsonString(Relaxed) ?? "null";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
