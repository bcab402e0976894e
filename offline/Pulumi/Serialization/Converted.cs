namespace Pulumi.Serialization;

/// <summary>A value of the type asked for, or why it cannot be made.</summary>
internal readonly record struct Converted(object? Value, string? Error)
{
    public static Converted To(object? value) => new(value, Error: null);

    public static Converted Failed(string error) => new(Value: null, error);
}
