using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Base of the classes that hold inputs, each marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Makes an instance.</summary>
    protected InputArgs()
    {
    }

    /// <summary>The inputs by wire name, or null where they are the members marked [Input].</summary>
    internal virtual ImmutableDictionary<string, object?>? Properties => null;
}
