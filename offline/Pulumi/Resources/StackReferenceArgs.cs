namespace Pulumi;

/// <summary>The inputs of a stack reference.</summary>
public class StackReferenceArgs : ResourceArgs
{
    /// <summary>The name of the other stack.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
