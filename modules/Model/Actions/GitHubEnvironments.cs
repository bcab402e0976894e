using Infra.Model.Values;

namespace Infra.Model.Actions;

/// <summary>The GitHub environments of this repository: which identity a run may take on, and which secrets it sees, follows from their names.</summary>
public static class GitHubEnvironments
{
    /// <summary>Where promotions and rollbacks run; it holds the key of the GitHub App.</summary>
    public const string Release = "release";

    /// <summary>Where a stack is planned, for pull requests too: the identity reads, and changes nothing; it holds no secret.</summary>
    public static string Plan(StackName stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return $"{stack}-plan";
    }

    /// <summary>Where plans of a stack are sealed, on main alone: it holds the key that signs envelopes, which no branch may read.</summary>
    public static string Seal(StackName stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return $"{stack}-seal";
    }

    /// <summary>Where a stack is applied; reviewers guard it where it is protected.</summary>
    public static string Apply(StackName stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Value;
    }
}
