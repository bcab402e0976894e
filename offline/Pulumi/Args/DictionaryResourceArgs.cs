using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Inputs given as a dictionary by wire name.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override ImmutableDictionary<string, object?> Properties { get; } = dictionary ?? ImmutableDictionary<string, object?>.Empty;
}
