using System.Collections.Immutable;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Pipeline.Sealing;

/// <summary>
/// Whether what Argo CD would read at a commit is what infra renders of the stacks of that commit, and breaks no rule. A file that a later commit took
/// away again is in no tree that was reviewed, and Argo CD reads it all the same: templates and charts that no command here reads, settings of a
/// source, links.
/// </summary>
public sealed class PlatformContent(Host host, Repository repository)
{
    private const int MostNamed = 5;

    /// <summary>What speaks against it, one clause each.</summary>
    /// <param name="environment">The environment that follows it.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<string>> ObjectionsAsync(StackName environment, string commit, CancellationToken cancellation)
    {
        if (GitRevision.Of(commit).IsNone)
        {
            return [$"there is none: {environment} has no release yet, and `infra promote FROM {environment}` gives it one"];
        }

        // Nothing is laid out, and no file read, of a commit with links.
        if (await repository.Git.ObjectionsAsync(commit, cancellation) is { Count: > 0 } unreadable)
        {
            return [.. unreadable.Take(MostNamed).Select(Printable.Text)];
        }

        string folder = $"gitops/{environment}/";
        Dictionary<string, string> there = (await repository.Git.FilesAsync(commit, [folder], cancellation)).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        try
        {
            using GitCheckout checkout = await GitCheckout.OfAsync(repository.Root, commit, cancellation);
            Dictionary<string, string> rendered = EnvironmentFiles.Of(repository.At(checkout.Folder).RenderOptions(environment.Value)).ToDictionary(f => folder + f.Path, f => f.Text, StringComparer.Ordinal);
            string[] differ = [.. there.Keys.Union(rendered.Keys, StringComparer.Ordinal).Where(p => there.GetValueOrDefault(p) != rendered.GetValueOrDefault(p)).Order(StringComparer.Ordinal)];
            return differ.Length == 0
                ? Broken(environment, there)
                : [$"{Printable.Text(string.Join(", ", differ.Take(MostNamed)))}{(differ.Length > MostNamed ? FormattableString.Invariant($" and {differ.Length - MostNamed} more") : "")} of it {(differ.Length == 1 ? "is" : "are")} not what infra renders of its stacks. Promote again, or name a commit that infra made"];
        }
        catch (InfraException refused)
        {
            return [$"it cannot be rendered: {refused.Message}"];
        }
    }

    private ImmutableArray<string> Broken(StackName environment, Dictionary<string, string> files)
    {
        PolicyReport report = new PolicyCheck(host, repository).OfManifests(environment, [.. files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => ManifestReader.Read(f.Key, f.Value))]);
        return [.. report.Findings.Where(f => f is { Outcome: Outcome.Failed or Outcome.Errored, Waiver: null }).Take(MostNamed).Select(f => $"{f.Subject} of it breaks {f.Rule.Id}: {f.Message}")];
    }
}
