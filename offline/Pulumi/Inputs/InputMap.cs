using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map given to a resource. Each value, and the map itself, may be an output.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;

    /// <summary>An empty map.</summary>
    public InputMap() : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries) : base(output: null) => _entries = entries;

    private protected override IOutput StructuredOutput => _entries;

    /// <summary>Adds an entry; for object initialisers.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Plain entries.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Output.Create(Entries(values)));

    /// <summary>Plain entries.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Output.Create(Entries(values)));

    /// <summary>Entries that are there later.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values)
        => new(values.Apply(entries => Entries(entries)));

    /// <summary>Entries that are there later.</summary>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values)
        => new(values.Apply(Entries));

    /// <summary>Entries that are there later.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
        => new(values.Apply(entries => Entries(entries)));

    /// <summary>A new map with the entries of both; the second wins.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
        => new(Output.Tuple(first._entries, second._entries).Apply(pair => pair.Item1.SetItems(pair.Item2)));

    /// <summary>Adds an entry; the key must be new.</summary>
    public void Add(string key, Input<TValue> value) => _entries = _entries.Apply(entries => entries.Add(key, value));

    /// <summary>Adds all entries; for collection initialisers.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds all entries; their keys must be new.</summary>
    public void AddRange(InputMap<TValue> values)
        => _entries = Output.Tuple(_entries, values._entries).Apply(pair => pair.Item1.AddRange(pair.Item2));

    /// <summary>The entries, none where the map is unknown.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var entries = await _entries.GetValueAsync(whenUnknown: ImmutableDictionary<string, Input<TValue>>.Empty).ConfigureAwait(false);
        foreach (var (key, value) in entries)
        {
            yield return value.Apply(plain => KeyValuePair.Create(key, plain));
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be enumerated synchronously, because it may not be there yet. Use GetAsyncEnumerator.");

    /// <summary>The map as one output: one unknown or secret value marks the whole.</summary>
    internal override Output<ImmutableDictionary<string, TValue>> AsOutput()
        => _entries.Apply(Output<ImmutableDictionary<string, TValue>>? (entries) =>
        {
            var keys = entries.Keys.ToArray();
            return Output.All(keys.Select(key => entries[key])).Apply(values =>
                keys.Zip(values, KeyValuePair.Create).ToImmutableDictionary());
        });

    private static ImmutableDictionary<string, Input<TValue>> Entries(IEnumerable<KeyValuePair<string, TValue>> entries)
        => entries.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value);
}
