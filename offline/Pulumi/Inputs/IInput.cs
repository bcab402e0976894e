namespace Pulumi;

/// <summary>An input whose type is not known to the caller.</summary>
internal interface IInput
{
    /// <summary>The value, where it was given as such and not as an output.</summary>
    bool TryGetPlain(out object? value);

    /// <summary>What is sent: for lists and maps the elements apart, so that each keeps its own marks.</summary>
    IOutput Structured();

    /// <summary>The input as one output, with the marks of all its elements.</summary>
    IOutput Untyped();
}
