using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A value that is there later, or not at all in a preview, with what it depends on.</summary>
public sealed class Output<T> : IOutput
{
    private readonly Registration? _registration;
    private readonly string? _property;
    private Task<OutputData<T>>? _data;

    internal Output(Task<OutputData<T>> data)
    {
        _data = data;
        Deployment.Track(data);
    }

    /// <summary>A property of a resource. Its task is made when somebody asks for it: most properties are never read.</summary>
    internal Output(Registration registration, string property)
    {
        _registration = registration;
        _property = property;
    }

    internal Task<OutputData<T>> DataTask => _data ??= _registration!.ReadAsync<T>(_property!);

    Task IOutput.Completion => DataTask;

    OutputData<object?> IOutput.CompletedData
    {
        get
        {
            var data = DataTask.GetAwaiter().GetResult();
            return new OutputData<object?>(data.Value, data.IsKnown, data.IsSecret, data.Resources);
        }
    }

    /// <summary>An output of a value that is there later.</summary>
    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully ? Of(OutputData<T>.Of(value.Result)) : new Output<T>(WhenThere(value));

        static async Task<OutputData<T>> WhenThere(Task<T> value) => OutputData<T>.Of(await value.ConfigureAwait(false));
    }

    /// <summary>Turns the value into another. Is not called while the value is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
        => Bind(value => Task.FromResult(OutputData<TResult>.Of(func(value))));

    /// <summary>Turns the value into another, which is there later.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
        => Bind(value => Output<TResult>.Create(func(value)).DataTask);

    /// <summary>Turns the value into an input; its marks and dependencies are added to those of this output.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
        => Bind(value => func(value).ToOutput().DataTask);

    /// <summary>Turns the value into another output; its marks and dependencies are added to those of this output.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
        => Bind(value => func(value)?.DataTask);

    /// <summary>Runs something with the value.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
        => Apply(async value =>
        {
            await func(value).ConfigureAwait(false);
            return default(ValueTuple);
        });

    /// <summary>Turns the value, as an object, into another output.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func)
        => Apply(value => (Output<TResult>?)func(value));

    /// <summary>A message that says how to use an output in a text, which is a warning of the run too; never the value.</summary>
    public override string ToString()
    {
        const string Message = "Calling [ToString] on an [Output<T>] is not supported: the value may not be there yet. "
            + "Use Apply, or Output.Format($\"...\") to put it into a text.";
        Log.Warn(Message);
        return Message;
    }

    internal static Output<T> Of(OutputData<T> data) => new(Task.FromResult(data));

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    /// <summary>An output with the same value and other marks.</summary>
    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return DataTask is { IsCompletedSuccessfully: true } done ? Of(change(done.Result)) : new Output<T>(Later(DataTask, change));

        static async Task<OutputData<T>> Later(Task<OutputData<T>> data, Func<OutputData<T>, OutputData<T>> change)
            => change(await data.ConfigureAwait(false));
    }

    private Output<TResult> Bind<TResult>(Func<T, Task<OutputData<TResult>>?> func) => new(BindAsync(DataTask, func));

    private static async Task<OutputData<TResult>> BindAsync<TResult>(
        Task<OutputData<T>> task, Func<T, Task<OutputData<TResult>>?> func)
    {
        var data = await task.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return new OutputData<TResult>(default!, IsKnown: false, data.IsSecret, data.Resources);
        }

        var inner = func(data.Value);
        return data.Then(inner is null ? OutputData<TResult>.Of(default!) : await inner.ConfigureAwait(false));
    }
}
