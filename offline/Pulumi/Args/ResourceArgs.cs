namespace Pulumi;

/// <summary>The inputs of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No inputs.</summary>
    public static readonly ResourceArgs Empty = new EmptyArgs();

    /// <summary>Makes an instance.</summary>
    protected ResourceArgs()
    {
    }

    private sealed class EmptyArgs : ResourceArgs;
}
