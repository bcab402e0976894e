namespace Infra.Pipeline.Observing;

/// <summary>What an observation came to.</summary>
public enum ObservedState
{
    /// <summary>It is as it should be.</summary>
    Well,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>It could not be seen.</summary>
    Unknown,
}
