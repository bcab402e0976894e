namespace Infra.Settings.Stacks;

/// <summary>What a node pool is for; it decides taints and whether nodes may be taken away.</summary>
public enum NodePoolPurpose
{
    /// <summary>Only what the cluster itself needs: tainted, never spot.</summary>
    System,

    /// <summary>The workloads.</summary>
    General,

    /// <summary>Work that survives the loss of its node: cheap, tainted, taken away at any time.</summary>
    Spot,
}
