namespace Infra.GitOps.Objects;

/// <summary>An object that Argo CD keeps because of the files of an environment: an Application that a set makes, or what stands in a file.</summary>
/// <param name="Kind">Its kind, such as <c>Application</c>.</param>
/// <param name="Namespace">Its namespace; empty when it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Manifest">The whole object.</param>
public sealed record KeptObject(string Kind, string Namespace, string Name, IReadOnlyDictionary<string, object?> Manifest)
{
    /// <summary>The regions whose clusters read it, in ordinal order; none for what is of the whole environment, and for the Applications that the set and charts make, which are named by region.</summary>
    public System.Collections.Immutable.ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>The Application that keeps it; null for what stands in a file or comes from a set.</summary>
    public KeptObject? Parent { get; init; }

    /// <summary>The waves in which it is reached: of each Application above it, then its own, such as <c>2.1</c>; empty for what is under none.</summary>
    public string Order { get; init; } = "";

    /// <summary>Whether it is an Application.</summary>
    public bool IsApplication => Kind == "Application";

    /// <summary>What tells it from every other: kind, namespace and name.</summary>
    public string Key => $"{Kind}/{Namespace}/{Name}";
}
