namespace Infra.Pipeline.Demonstrating;

/// <summary>What carries a command of the demo out.</summary>
public enum TypedProgram
{
    /// <summary>This program, in the same process.</summary>
    Infra,

    /// <summary>git.</summary>
    Git,

    /// <summary>A text that is written into a file, as the shell's <c>echo</c> does.</summary>
    Echo,
}
