namespace Infra.Delivery.Promoting;

/// <summary>How a release stands to the one that an environment has, by where both left main.</summary>
public enum ReleaseStanding
{
    /// <summary>It left main later, or at the same commit.</summary>
    Newer,

    /// <summary>It left main earlier: giving it would be a rollback that nobody called one.</summary>
    Older,

    /// <summary>One of both is not of main, or holds what main does not.</summary>
    Diverged,
}
