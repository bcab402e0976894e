namespace Infra.GitOps.Comparing;

/// <summary>What becomes of an object.</summary>
public enum ChangeKind
{
    /// <summary>It comes.</summary>
    Added,

    /// <summary>Fields of it change.</summary>
    Changed,

    /// <summary>It goes.</summary>
    Removed,
}
