namespace Infra.GitHub.Sync;

/// <summary>What a part of a repository is. In the order in which parts are made: rules last, so that nothing stops in the middle by them.</summary>
public enum PartKind
{
    /// <summary>A label of issues and pull requests.</summary>
    Label,

    /// <summary>A GitHub environment with its reviewers and branches.</summary>
    Environment,

    /// <summary>A variable of an environment, named <c>ENVIRONMENT/NAME</c>.</summary>
    EnvironmentVariable,

    /// <summary>A variable of the repository.</summary>
    Variable,

    /// <summary>What GitHub Actions may do: <c>permissions</c>, <c>selected-actions</c>, <c>workflow</c>.</summary>
    Actions,

    /// <summary>A ruleset of branches or tags.</summary>
    Ruleset,
}
