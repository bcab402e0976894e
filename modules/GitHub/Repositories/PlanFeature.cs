namespace Infra.GitHub.Repositories;

/// <summary>What a private repository has on some plans of GitHub only.</summary>
/// <remarks>
/// Sources: https://docs.github.com/en/get-started/learning-about-github/about-github-advanced-security,
/// https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments and
/// https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets
/// </remarks>
public enum PlanFeature
{
    /// <summary>Environments with their branch policies and variables: not with GitHub Free.</summary>
    Environments,

    /// <summary>Reviewers and wait timers of environments: with GitHub Enterprise alone.</summary>
    Reviewers,

    /// <summary>Rulesets of branches and tags: not with GitHub Free.</summary>
    Rulesets,

    /// <summary>Code scanning: with GitHub Code Security, which is bought beside a plan.</summary>
    CodeScanning,
}
