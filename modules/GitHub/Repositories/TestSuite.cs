using System.Collections.Immutable;

namespace Infra.GitHub.Repositories;

/// <summary>Which jobs of which workflow stand for a suite of tests. A workflow is told by its file: a job of the same name in another file proves nothing.</summary>
/// <param name="Name">The name that gates ask for.</param>
/// <param name="Workflow">The name of the file below <c>.github/workflows/</c>.</param>
/// <param name="Jobs">The names of its jobs as GitHub shows them, such as <c>test (official)</c> of a matrix, in ordinal order. All of them must pass.</param>
public sealed record TestSuite(string Name, string Workflow, ImmutableArray<string> Jobs)
{
    /// <summary>The path of the workflow in the repository.</summary>
    public string Path => $".github/workflows/{Workflow}";
}
