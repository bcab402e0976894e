using System.Text.Json;

namespace Pulumi;

/// <summary>Free JSON given to a resource.</summary>
public sealed class InputJson : Input<JsonElement>
{
    /// <summary>Nothing.</summary>
    public InputJson() : this(Output.Create(default(JsonElement)))
    {
    }

    private InputJson(Output<JsonElement> element) : base(element)
    {
    }

    /// <summary>JSON text.</summary>
    public static implicit operator InputJson(string json) => JsonDocument.Parse(json);

    /// <summary>JSON text that is there later.</summary>
    public static implicit operator InputJson(Output<string> json) => json.Apply(text => JsonDocument.Parse(text));

    /// <summary>A document.</summary>
    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    /// <summary>A document that is there later.</summary>
    public static implicit operator InputJson(Output<JsonDocument> document) => document.Apply(parsed => parsed.RootElement);

    /// <summary>An element.</summary>
    public static implicit operator InputJson(JsonElement element) => new(Output.Create(element));

    /// <summary>An element that is there later.</summary>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);
}
