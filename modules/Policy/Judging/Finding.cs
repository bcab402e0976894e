namespace Infra.Policy.Judging;

/// <summary>What a rule found at one place; a rule that holds for a subject has one finding without a place.</summary>
public sealed record Finding
{
    /// <summary>The rule.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What was judged, as <see cref="Subjects.Subject.Name"/>; empty where it was the plan or the environment as a whole.</summary>
    public required string Subject { get; init; }

    /// <summary>The place in it; may be empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>What stands there and what must; empty where the rule holds. Never a secret.</summary>
    public string Message { get; init; } = "";

    /// <summary>The file, or null for a resource.</summary>
    public string? File { get; init; }

    /// <summary>The line, from 1, or null for a resource.</summary>
    public int? Line { get; init; }

    /// <summary>Why a waived one is let through, and until when; null otherwise.</summary>
    public string? Waiver { get; init; }
}
