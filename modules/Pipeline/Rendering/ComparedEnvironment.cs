using Infra.GitOps.Comparing;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Rendering;

/// <summary>An environment at two commits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
/// <param name="Diff">What Argo CD would add, change and remove.</param>
public sealed record ComparedEnvironment(StackName Name, CommittedEnvironment Before, CommittedEnvironment After, EnvironmentDiff Diff)
{
    /// <summary>Why it removes more than a person should let pass; null where it does not.</summary>
    public string? MassDeletion => Diff.MassDeletion(Before.IsProduction || After.IsProduction);
}
