namespace Pulumi.Behaviour.Tests;

internal sealed class RuleArgs : ResourceArgs
{
    [Input("ports")]
    private InputList<int>? _ports;

    [Input("action", required: true)]
    public Input<string> Action { get; set; } = null!;

    public InputList<int> Ports
    {
        get => _ports ??= [];
        set => _ports = value;
    }

    [Input("next")]
    public Input<RuleArgs>? Next { get; set; }
}
