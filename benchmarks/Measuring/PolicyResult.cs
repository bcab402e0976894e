namespace Infra.Benchmarks;

/// <summary>What it costs to judge a plan and generated files by every rule.</summary>
/// <param name="Rules">How many rules.</param>
/// <param name="Resources">How many planned resources.</param>
/// <param name="Objects">How many objects of files.</param>
/// <param name="First">Milliseconds of the first run of a fresh process, the median of several.</param>
/// <param name="Warm">Milliseconds of a warm run, the median of several.</param>
/// <param name="PeakMebibytes">The peak of a fresh process's resident memory.</param>
internal sealed record PolicyResult(int Rules, int Resources, int Objects, double First, double Warm, double PeakMebibytes);
