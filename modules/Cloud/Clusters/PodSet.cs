using System.Collections.Immutable;

namespace Infra.Cloud.Clusters;

/// <summary>Pods of a namespace, chosen by the values of one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Values">Its values; none for every pod of the namespace.</param>
public sealed record PodSet(string Label, params ImmutableArray<string> Values)
{
    private const string NameLabel = "app.kubernetes.io/name";

    /// <summary>Every pod of the namespace.</summary>
    public static PodSet All { get; } = new(NameLabel);

    /// <summary>The pods of components, by the label that charts name a component by.</summary>
    public static PodSet Named(params ImmutableArray<string> components) => new(NameLabel, components);
}
