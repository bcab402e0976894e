namespace Infra.Policy.Judging;

/// <summary>How a rule judged one subject, worst last.</summary>
public enum Outcome
{
    /// <summary>The rule holds.</summary>
    Passed,

    /// <summary>A value that only an apply decides is needed: not passed, and judged again when the value is known.</summary>
    Unknown,

    /// <summary>Violated, and somebody has answered for it until a day.</summary>
    Waived,

    /// <summary>Violated.</summary>
    Failed,

    /// <summary>The rule itself failed; nobody knows whether it holds, so it blocks.</summary>
    Errored,
}
