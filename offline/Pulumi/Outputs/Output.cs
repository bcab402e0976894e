using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Makes and joins outputs.</summary>
public static class Output
{
    /// <summary>An output of a value.</summary>
    public static Output<T> Create<T>(T value) => Output<T>.Of(OutputData<T>.Of(value));

    /// <summary>An output of a value that is there later.</summary>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>A secret.</summary>
    public static Output<T> CreateSecret<T>(T value) => Output<T>.Of(OutputData<T>.Of(value) with { IsSecret = true });

    /// <summary>A secret that is there later.</summary>
    public static Output<T> CreateSecret<T>(Task<T> value) => CreateSecret(Output<T>.Create(value));

    /// <summary>The same output, marked secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    /// <summary>The same output without its secret mark.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.With(data => data with { IsSecret = false });

    /// <summary>Whether the output is secret.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.IsSecret;
    }

    /// <summary>All values in one list.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => Joined(inputs, input => input.ToOutput());

    /// <summary>All values in one list.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => Joined(inputs, input => input.ToOutput());

    /// <summary>All values in one list.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => Joined(outputs, output => output);

    /// <summary>All values in one list.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => Joined(outputs, output => output);

    /// <summary>A text in which the values stand that are there later.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var holes = formattableString.GetArguments().Select(AsOutput).ToArray();
        return Joined(holes, hole => hole).Apply(values => string.Format(
            CultureInfo.CurrentCulture, formattableString.Format, [.. values]));
    }

    /// <summary>The value as JSON, outputs within it included.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<string>(NestedOutputJson.SerializeAsync(value.DataTask, options));
    }

    /// <summary>The value that JSON stands for; outputs within it carry the marks of the JSON.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Output<T>(NestedOutputJson.DeserializeAsync<T>(json.DataTask, options));
    }

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2)
        => Tuple(item1.ToOutput(), item2.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
        => new(Join.AllAsync([item1, item2], () => (item1.Value(), item2.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
        => new(Join.AllAsync([item1, item2, item3], () => (item1.Value(), item2.Value(), item3.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
        => new(Join.AllAsync([item1, item2, item3, item4], () => (item1.Value(), item2.Value(), item3.Value(), item4.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5)
        => new(Join.AllAsync(
            [item1, item2, item3, item4, item5],
            () => (item1.Value(), item2.Value(), item3.Value(), item4.Value(), item5.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6)
        => new(Join.AllAsync(
            [item1, item2, item3, item4, item5, item6],
            () => (item1.Value(), item2.Value(), item3.Value(), item4.Value(), item5.Value(), item6.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7)
        => Tuple(
            item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
            item5.ToOutput(), item6.ToOutput(), item7.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7)
        => new(Join.AllAsync(
            [item1, item2, item3, item4, item5, item6, item7],
            () => (item1.Value(), item2.Value(), item3.Value(), item4.Value(), item5.Value(), item6.Value(), item7.Value())));

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8)
        => Tuple(
            item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
            item5.ToOutput(), item6.ToOutput(), item7.ToOutput(), item8.ToOutput());

    /// <summary>All values in one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8)
        => new(Join.AllAsync(
            [item1, item2, item3, item4, item5, item6, item7, item8],
            () => (
                item1.Value(), item2.Value(), item3.Value(), item4.Value(),
                item5.Value(), item6.Value(), item7.Value(), item8.Value())));

    private static Output<ImmutableArray<T>> Joined<TItem, T>(IEnumerable<TItem> items, Func<TItem, Output<T>> toOutput)
    {
        var outputs = items.Select(toOutput).ToArray();
        return new Output<ImmutableArray<T>>(Join.AllAsync(outputs, () => outputs.Select(output => output.Value()).ToImmutableArray()));
    }

    private static Output<object?> AsOutput(object? value) => value switch
    {
        IInput input => Join.Untyped(input.Untyped()),
        IOutput output => Join.Untyped(output),
        _ => Create(value),
    };

    private static T Value<T>(this Output<T> output) => output.DataTask.Result.Value;
}
