namespace Infra.Policy.Judging;

/// <summary>How bad a violation is, worst last.</summary>
public enum Severity
{
    /// <summary>Worth mending when the place is touched.</summary>
    Low,

    /// <summary>A second fault is needed before harm comes of it.</summary>
    Medium,

    /// <summary>Harm follows from one mistake of one person.</summary>
    High,

    /// <summary>Harm follows by itself; nothing is applied with it, whatever else passes.</summary>
    Critical,
}
