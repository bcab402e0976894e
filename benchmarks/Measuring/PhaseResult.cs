namespace Infra.Benchmarks;

/// <summary>What was measured of one phase at one size.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Resources">How many resources.</param>
/// <param name="First">Median milliseconds of a first run in a fresh process, compilation by the runtime included.</param>
/// <param name="Warm">Median milliseconds of later runs in one process.</param>
/// <param name="PeakMebibytes">The highest peak of memory of the processes that ran it once, with what it needs before.</param>
/// <param name="Process">Median milliseconds of the whole process of a first run, with what the phase needs before.</param>
internal sealed record PhaseResult(Phase Phase, int Resources, double First, double Warm, double PeakMebibytes, double Process);
