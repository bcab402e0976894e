namespace Infra.Delivery.Gates;

/// <summary>Settings of <see cref="SoakElapsed"/>.</summary>
public sealed record SoakElapsedSettings
{
    /// <summary>The environment that must run the same commit first.</summary>
    public string From { get; init; } = "staging";

    /// <summary>For how long, hours.</summary>
    public int Hours { get; init; } = 2;
}
