using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Rendering;

/// <summary>Whether the generated files of an environment are what <c>stacks/</c> say: rules read the files, so a stale one is named before them.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class GitOpsFreshness(Host host, Repository repository)
{
    // Enough to see what it is about; `infra render --check` names all.
    private const int MostNamed = 3;

    /// <summary>What is wrong and what to run; null where the files are what they should be, for a stack that has none, and in a repository without <c>gitops/</c>.</summary>
    /// <param name="stack">The stack.</param>
    public string? Finding(string stack)
    {
        if (!host.Folders.HasFolder(Path.Combine(repository.Root, "gitops")) || !repository.Environments().Contains(stack, StringComparer.Ordinal))
        {
            return null;
        }

        try
        {
            ImmutableArray<RenderedFile> files = EnvironmentFiles.Of(repository.RenderOptions(stack));
            ImmutableArray<(string Change, string Path)> differences = new GitOpsFolder(host.Folders, repository.Root, stack).Differences(files);
            string more = differences.Length > MostNamed ? FormattableString.Invariant($" and {differences.Length - MostNamed} more") : "";
            return differences.IsEmpty
                ? null
                : $"gitops/{stack} is stale: run `infra render {stack}` and commit the result. It would change {string.Join(", ", differences.Take(MostNamed).Select(d => $"{d.Path} ({d.Change})"))}{more}, and until then rules evaluate the old files.";
        }
        catch (InfraException problem)
        {
            return $"gitops/{stack} cannot be compared with stacks/: {problem.Message}";
        }
    }
}
