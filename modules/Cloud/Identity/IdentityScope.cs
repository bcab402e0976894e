namespace Infra.Cloud;

/// <summary>What a role of an identity is granted on.</summary>
public enum IdentityScope
{
    /// <summary>The environment's project.</summary>
    Project,

    /// <summary>The bucket with the environment's state.</summary>
    State,

    /// <summary>The key of the secrets in the environment's state.</summary>
    Secrets,

    /// <summary>The bucket of audit records.</summary>
    Audit,
}
