namespace Infra.Benchmarks;

/// <summary>What it costs to expand a set over many clusters and to write every Application as YAML.</summary>
/// <param name="Applications">How many Applications.</param>
/// <param name="First">Milliseconds of the first run of a fresh process, the median of several.</param>
/// <param name="Warm">Milliseconds of a warm run, the median of several.</param>
/// <param name="PeakMebibytes">The peak of a fresh process's resident memory.</param>
internal sealed record EstateResult(int Applications, double First, double Warm, double PeakMebibytes);
