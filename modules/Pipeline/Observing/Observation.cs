namespace Infra.Pipeline.Observing;

/// <summary>What was found of one thing.</summary>
/// <param name="Subject">What was looked at, such as <c>setu-dev-asia-south1: Argo CD</c>.</param>
/// <param name="State">What it came to.</param>
/// <param name="Message">What it is; where it is not well, one sentence with what to do.</param>
public sealed record Observation(string Subject, ObservedState State, string Message);
