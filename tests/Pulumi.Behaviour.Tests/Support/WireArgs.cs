namespace Pulumi.Behaviour.Tests;

/// <summary>Replaces the args of a resource so that the mock sees the SDK's own JSON of them.</summary>
internal sealed class WireArgs : ResourceArgs
{
    [Input("i")]
    public int Index { get; set; }

    [Input("j", json: true)]
    public object? Inner { get; set; }
}
