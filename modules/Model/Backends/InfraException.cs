namespace Infra.Model.Backends;

/// <summary>Something that a person must mend: shown as its message alone, without a stack trace. Everything else that is thrown is a bug.</summary>
public sealed class InfraException : Exception
{
    /// <summary>An error with an exit status of its own.</summary>
    /// <param name="exitCode">What the program exits with.</param>
    /// <param name="message">What failed, the value, the rule and the mend. No secrets.</param>
    /// <param name="innerException">The cause, for the log of a developer.</param>
    public InfraException(ExitCode exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>What the program exits with.</summary>
    public ExitCode ExitCode { get; }
}
