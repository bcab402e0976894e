namespace Infra.Delivery.Order;

/// <summary>What became of one application of a hotfix.</summary>
public enum HotfixOutcome
{
    /// <summary>Nothing is known of it yet.</summary>
    Waiting,

    /// <summary>It runs the revision that it was given.</summary>
    Fixed,

    /// <summary>It failed and has its earlier revision again.</summary>
    RolledBack,
}
