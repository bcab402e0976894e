namespace Infra.Model.Errors;

/// <summary>Something that a person must fix: shown as its message alone, without a stack trace. Everything else that is thrown is a bug.</summary>
public sealed class InfraException : Exception
{
    /// <summary>An error of a kind.</summary>
    /// <param name="kind">What kind of mistake it is.</param>
    /// <param name="message">What failed, the value, the rule and the fix. No secrets.</param>
    /// <param name="innerException">The cause, for the log of a developer.</param>
    public InfraException(ErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What kind of mistake it is.</summary>
    public ErrorKind Kind { get; }
}
