namespace Pulumi.Behaviour.Tests;

/// <summary>Inputs of every shape, in the form of generated classes.</summary>
internal sealed class ThingArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("zones")]
    private InputList<string>? _zones;

    [Input("rules")]
    private InputList<RuleArgs>? _rules;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("on")]
    public Input<bool>? On { get; set; }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public InputList<string> Zones
    {
        get => _zones ??= [];
        set => _zones = value;
    }

    public InputList<RuleArgs> Rules
    {
        get => _rules ??= [];
        set => _rules = value;
    }

    [Input("rule")]
    public Input<RuleArgs>? Rule { get; set; }

    [Input("kind")]
    public Input<Kind>? Kind { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }

    [Input("either")]
    public InputUnion<string, int>? Either { get; set; }

    [Input("free")]
    public InputJson? Free { get; set; }

    [Input("any")]
    public Input<object>? Any { get; set; }

    [Input("source")]
    public Input<AssetOrArchive>? Source { get; set; }

    [Input("target")]
    public Input<Resource>? Target { get; set; }
}
