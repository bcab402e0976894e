using System.Collections.Immutable;

namespace Infra.GitHub.Workflows;

/// <summary>Something that a person is asked before a run.</summary>
/// <param name="Name">Its name in expressions: <c>inputs.NAME</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Options">What may be chosen; empty for a text.</param>
public sealed record WorkflowInput(string Name, string Description, bool Required, ImmutableArray<string> Options)
{
    /// <summary>Whether it is yes or no, and no unless somebody says yes; false for a text or a choice.</summary>
    public bool IsFlag { get; init; }
}
