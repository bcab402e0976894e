using Pulumi;

namespace Infra.Engine.Tests;

/// <summary>A small resource for tests: every shape of input that a provider's args can have.</summary>
internal sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null, string type = Thing.Token)
    : CustomResource(type, name, args ?? new ThingArgs(), options)
{
    public const string Token = "test:index/thing:Thing";

    [Output("computed")]
    public Output<string> Computed { get; private set; } = null!;

    [Output("text")]
    public Output<string?> Text { get; private set; } = null!;
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("labels")]
    private InputMap<string>? labels;

    [Input("rules")]
    private InputList<RuleArgs>? rules;

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("number")]
    public Input<int>? Number { get; set; }

    [Input("either")]
    public InputUnion<string, int>? Either { get; set; }

    [Input("document")]
    public InputJson? Document { get; set; }

    public InputMap<string> Labels
    {
        get => labels ??= [];
        set => labels = value;
    }

    public InputList<RuleArgs> Rules
    {
        get => rules ??= [];
        set => rules = value;
    }
}

internal sealed class RuleArgs : ResourceArgs
{
    [Input("origins")]
    private InputList<string>? origins;

    [Input("name")]
    public Input<string>? Name { get; set; }

    public InputList<string> Origins
    {
        get => origins ??= [];
        set => origins = value;
    }
}

/// <summary>A component that groups things.</summary>
internal sealed class Group(string name, ComponentResourceOptions? options = null, string type = Group.Token) : ComponentResource(type, name, options)
{
    public const string Token = "test:index:Group";
}

/// <summary>The provider of things.</summary>
internal sealed class TestProvider(string name, CustomResourceOptions? options = null) : ProviderResource("test", name, ResourceArgs.Empty, options);
