namespace Infra.Settings.Stacks;

/// <summary>What follows from the tier of an environment.</summary>
/// <remarks>Development limited and 7 days, staging moderate and 30, production unlimited and 365.</remarks>
/// <param name="AutoDeploy">Whether a merged change is applied without a person starting it.</param>
/// <param name="ApprovalRequired">Whether somebody must approve the plan.</param>
/// <param name="MaxNodesPerPool">The most nodes that a node pool may be allowed to reach, over all zones; null where only Google's own limits hold.</param>
/// <param name="RetentionDays">Days for which logs, old object versions and destroyed secret versions are kept.</param>
/// <param name="EnforceImagePolicy">Whether images that no pattern allows are refused; otherwise they are only written to the audit log.</param>
public sealed record TierPolicy(bool AutoDeploy, bool ApprovalRequired, int? MaxNodesPerPool, int RetentionDays, bool EnforceImagePolicy)
{
    /// <summary>The policy of a tier.</summary>
    public static TierPolicy Of(Tier tier) => tier switch
    {
        Tier.Development => new(AutoDeploy: true, ApprovalRequired: false, MaxNodesPerPool: 6, RetentionDays: 7, EnforceImagePolicy: false),
        Tier.Staging => new(AutoDeploy: true, ApprovalRequired: true, MaxNodesPerPool: 20, RetentionDays: 30, EnforceImagePolicy: true),
        Tier.Production => new(AutoDeploy: false, ApprovalRequired: true, MaxNodesPerPool: null, RetentionDays: 365, EnforceImagePolicy: true),
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
