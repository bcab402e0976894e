namespace Infra.GitHub.Comments;

/// <summary>What keeping a comment or an issue did.</summary>
public enum KeptChange
{
    /// <summary>It was as wanted.</summary>
    Same,

    /// <summary>It was made.</summary>
    Made,

    /// <summary>Its text was changed.</summary>
    Updated,

    /// <summary>It was closed.</summary>
    Closed,
}
