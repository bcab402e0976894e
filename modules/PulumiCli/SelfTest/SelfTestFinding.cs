namespace Infra.PulumiCli.SelfTest;

/// <summary>One question to a Pulumi CLI and its answer. Credentials in it are masked.</summary>
/// <param name="Subject">What it is about, such as <c>pulumi up</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Asked">What was run.</param>
/// <param name="Came">What came of it.</param>
/// <param name="Means">What that means for the backend.</param>
/// <param name="Mend">What to do about it; empty where there is nothing to do.</param>
public sealed record SelfTestFinding(string Subject, SelfTestVerdict Verdict, string Asked, string Came, string Means, string Mend);
