namespace Infra.Benchmarks;

/// <summary>What it costs to evaluate the eleven gates.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Steps">How many steps the plan has.</param>
/// <param name="Records">How many audit records there are.</param>
/// <param name="First">Milliseconds of the first run of a fresh process, the median of several.</param>
/// <param name="Warm">Milliseconds of a warm run, the median of several.</param>
/// <param name="PeakMebibytes">The peak of a fresh process's resident memory.</param>
internal sealed record GatesResult(GatesPart Part, int Steps, int Records, double First, double Warm, double PeakMebibytes);
