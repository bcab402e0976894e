namespace Pulumi;

/// <summary>An error that is the user's to mend; only its message is shown.</summary>
public class RunException : Exception
{
    /// <summary>Makes an error with a message.</summary>
    public RunException(string message) : base(message)
    {
    }

    /// <summary>Makes an error with a message and a cause.</summary>
    public RunException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>The error for [Output] properties that are not an <see cref="Output{T}"/>.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new($"[Output] attributed properties must have type Output<T>: '{string.Join("', '", outputAttributeNames)}'. "
            + "Give each of them such a type.");
}
