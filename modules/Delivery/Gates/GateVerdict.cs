namespace Infra.Delivery.Gates;

/// <summary>One gate's answer.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Required">Whether the environment asks for it; others are shown and hold nothing back.</param>
/// <param name="Finding">What it found.</param>
public sealed record GateVerdict(GateName Gate, bool Required, GateFinding Finding);
