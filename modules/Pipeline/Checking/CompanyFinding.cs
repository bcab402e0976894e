namespace Infra.Pipeline.Checking;

/// <summary>What <c>infra check</c> found of one thing.</summary>
/// <param name="Subject">What was looked at, such as <c>settings of dev</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Message">What is wrong, one a line; or what was seen.</param>
public sealed record CompanyFinding(string Subject, CompanyVerdict Verdict, string Message);
