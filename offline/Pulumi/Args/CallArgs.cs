namespace Pulumi;

/// <summary>The inputs of a call.</summary>
public abstract class CallArgs : InputArgs
{
    /// <summary>No inputs.</summary>
    public static readonly CallArgs Empty = new EmptyArgs();

    /// <summary>Makes an instance.</summary>
    protected CallArgs()
    {
    }

    private sealed class EmptyArgs : CallArgs;
}
