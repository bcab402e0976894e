namespace Pulumi;

/// <summary>The inputs of an invoke.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No inputs.</summary>
    public static readonly InvokeArgs Empty = new EmptyArgs();

    /// <summary>Makes an instance.</summary>
    protected InvokeArgs()
    {
    }

    private sealed class EmptyArgs : InvokeArgs;
}
