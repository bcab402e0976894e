namespace Infra.PulumiCli.SelfTest;

/// <summary>What one question of the self-test came to.</summary>
public enum SelfTestVerdict
{
    /// <summary>The CLI does what the backend needs.</summary>
    Good,

    /// <summary>Something to know, with which the backend works.</summary>
    Note,

    /// <summary>The backend would not work with this CLI as it is here.</summary>
    Problem,
}
