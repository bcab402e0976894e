namespace Infra.Cloud.Identity;

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

    /// <summary>What stands below the environment's name in the bucket of audit records.</summary>
    OwnAudit,

    /// <summary>The key that signs the environment's audit records.</summary>
    AuditKey,

    /// <summary>The keys that sign audit records, those of other environments included.</summary>
    AuditKeys,
}
