using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>A node after its form was checked. Rules between settings look at it, so it holds what is good beside what is not.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Name">The last name of the path.</param>
/// <param name="At">Where the value stands.</param>
/// <param name="Key">The name as a value type, where the writer chooses names; null when that is wrong.</param>
/// <param name="Value">The value of a scalar; null when it is wrong, absent, or a map or list.</param>
/// <param name="Children">The values below.</param>
public sealed record CheckedNode(string Path, string Name, Position At, object? Key, object? Value, ImmutableArray<CheckedNode> Children)
{
    /// <summary>Where its name stands; the value itself where there is no name.</summary>
    public Position KeyAt { get; init; } = At;

    /// <summary>The child of a name, or null.</summary>
    public CheckedNode? this[string name] => Children.FirstOrDefault(c => c.Name == name);

    /// <summary>The children of a map or list below this one; none when it is absent.</summary>
    public ImmutableArray<CheckedNode> Below(string name) => this[name]?.Children ?? [];

    /// <summary>The value of a child, or null when it is wrong or absent.</summary>
    public T? Maybe<T>(string name)
        where T : class => this[name]?.Value as T;

    /// <summary>The number of a child, or null when it is wrong or absent.</summary>
    public int? Number(string name) => this[name]?.Value as int?;

    /// <summary>The value of a child that the declaration promises; only after a check without problems.</summary>
    public T Get<T>(string name) => (T)(this[name]?.Value ?? throw new InvalidOperationException($"{Path}.{name} was not checked"));

    /// <summary>The children of a map as pairs of name and node, in ordinal order of names, so that moving lines changes nothing.</summary>
    public ImmutableArray<T> Each<T>(string name, Func<CheckedNode, T> make) =>
        [.. Below(name).OrderBy(c => c.Name, StringComparer.Ordinal).Select(make)];

    /// <summary>The values of a list in its order.</summary>
    public ImmutableArray<T> List<T>(string name) => [.. Below(name).Select(c => (T)c.Value!)];

    /// <summary>This node and all below.</summary>
    public IEnumerable<CheckedNode> Walk() => Children.SelectMany(c => c.Walk()).Prepend(this);
}
