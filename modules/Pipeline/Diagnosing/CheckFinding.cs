namespace Infra.Pipeline.Diagnosing;

/// <summary>What <c>infra doctor</c> found of one thing.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Message">What it is, or what to do about it.</param>
public sealed record CheckFinding(string Subject, CheckVerdict Verdict, string Message)
{
    /// <summary>The call that was made to find it out; null where none was.</summary>
    public string? Asked { get; init; }
}
