using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>
/// Takes the place of a resource's args, so that the SDK's own JSON of them, unknowns and secrets exact by path, reaches the mock
/// as one text; the mock itself is given less (top-level properties with an unknown are dropped, secret marks too).
/// </summary>
internal sealed class WireArgs : ResourceArgs
{
    public const string IndexName = "i";
    public const string InnerName = "j";

    [Input(IndexName)]
    public int Index { get; set; }

    [Input(InnerName, json: true)]
    public object? Inner { get; set; }
}
