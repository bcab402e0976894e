namespace Pulumi;

/// <summary>A value given to a resource: a plain value or an output.</summary>
public class Input<T> : IInput
{
    private readonly T _plain;
    private Output<T>? _output;

    private protected Input(T plain) => _plain = plain;

    private protected Input(Output<T>? output)
    {
        _plain = default!;
        _output = output;
        IsOutput = true;
    }

    private bool IsOutput { get; }

    /// <summary>An input of a plain value.</summary>
    public static implicit operator Input<T>(T value) => new(value);

    /// <summary>An input of an output.</summary>
    public static implicit operator Input<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Input<T>(value);
    }

    /// <summary>The input as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.ToOutput();

    bool IInput.TryGetPlain(out object? value)
    {
        value = _plain;
        return !IsOutput;
    }

    IOutput IInput.Structured() => StructuredOutput;

    IOutput IInput.Untyped() => AsOutput();

    internal virtual Output<T> AsOutput() => _output ??= Output.Create(_plain);

    private protected virtual IOutput StructuredOutput => AsOutput();
}
