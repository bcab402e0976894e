namespace Infra.Pipeline.Checking;

/// <summary>What a check of a company's data came to, the worst last.</summary>
public enum CompanyVerdict
{
    /// <summary>It is as it must be.</summary>
    Good,

    /// <summary>Generated files are not what <c>stacks/</c> says.</summary>
    Stale,

    /// <summary>A rule is violated.</summary>
    Violated,

    /// <summary>A file cannot be read, or has problems.</summary>
    Invalid,
}
