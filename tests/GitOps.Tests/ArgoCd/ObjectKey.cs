namespace Infra.GitOps.Tests;

/// <summary>What tells an object of a cluster from every other.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for an object of the whole cluster.</param>
/// <param name="Name">The name.</param>
internal readonly record struct ObjectKey(string Group, string Kind, string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>The key of a manifest; its namespace is the one that it says.</summary>
    public static ObjectKey Of(IReadOnlyDictionary<string, object?> manifest)
    {
        string version = manifest.Text("apiVersion") ?? "";
        int slash = version.IndexOf('/', StringComparison.Ordinal);
        return new ObjectKey(
            slash < 0 ? "" : version[..slash],
            manifest.Text("kind") ?? throw new ArgumentException("A manifest needs a kind.", nameof(manifest)),
            manifest.Text("metadata", "namespace") ?? "",
            manifest.Text("metadata", "name") ?? throw new ArgumentException("A manifest needs metadata.name.", nameof(manifest)));
    }

    /// <summary>An Application of Argo CD's own namespace.</summary>
    public static ObjectKey Application(string name) => new("argoproj.io", "Application", "argocd", name);

    public static bool operator <(ObjectKey left, ObjectKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectKey left, ObjectKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectKey left, ObjectKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectKey left, ObjectKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(ObjectKey other)
    {
        int order = string.CompareOrdinal(Group, other.Group);
        order = order != 0 ? order : string.CompareOrdinal(Kind, other.Kind);
        order = order != 0 ? order : string.CompareOrdinal(Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => $"{Group}/{Kind}/{(Namespace.Length == 0 ? "" : Namespace + "/")}{Name}";
}
