using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list given to a resource. Each element, and the list itself, may be an output.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _elements;

    /// <summary>An empty list.</summary>
    public InputList() : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> elements) : base(output: null) => _elements = elements;

    private protected override IOutput StructuredOutput => _elements;

    /// <summary>One element.</summary>
    public static implicit operator InputList<T>(T value) => Of([value]);

    /// <summary>One element.</summary>
    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    /// <summary>One element.</summary>
    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    /// <summary>Plain elements.</summary>
    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Plain elements.</summary>
    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Plain elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    /// <summary>Elements.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    /// <summary>Elements that are there later.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => Later(values.Apply(items => Elements(items)));

    /// <summary>Elements that are there later.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => Later(values.Apply(items => Elements(items)));

    /// <summary>Elements that are there later.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => Later(values.Apply(Elements));

    /// <summary>Elements that are there later.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values)
        => Later(values.Apply(items => Elements(items.IsDefault ? [] : items)));

    /// <summary>Appends elements.</summary>
    public void Add(params Input<T>[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _elements = _elements.Apply(elements => elements.AddRange(inputs));
    }

    /// <summary>Appends a list; for collection initialisers.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Appends a list.</summary>
    public void AddRange(InputList<T> inputs) => _elements = Joined(inputs);

    /// <summary>A new list: this one, then the other.</summary>
    public InputList<T> Concat(InputList<T> other) => new(Joined(other));

    /// <summary>The elements, none where the list is unknown.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var element in await _elements.GetValueAsync(whenUnknown: []).ConfigureAwait(false))
        {
            yield return element;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be enumerated synchronously, because it may not be there yet. Use GetAsyncEnumerator.");

    /// <summary>The list as one output: one unknown or secret element marks the whole.</summary>
    internal override Output<ImmutableArray<T>> AsOutput()
        => _elements.Apply(Output<ImmutableArray<T>>? (elements) => Output.All(elements));

    internal InputList<T> Clone() => new(_elements);

    private static InputList<T> Of(IEnumerable<Input<T>> elements) => new(Output.Create(elements.ToImmutableArray()));

    private static InputList<T> Later(Output<ImmutableArray<Input<T>>> elements) => new(elements);

    private static ImmutableArray<Input<T>> Elements(IEnumerable<T> items) => [.. items.Select(item => (Input<T>)item)];

    private Output<ImmutableArray<Input<T>>> Joined(InputList<T> other)
        => Output.Tuple(_elements, other._elements).Apply(pair => pair.Item1.AddRange(pair.Item2));
}
