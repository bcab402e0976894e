using System.Collections.Immutable;
using Infra.GitOps.AppCharts;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Objects;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Settings.Platform;

namespace Infra.GitOps.Comparing;

/// <summary>Reads <c>gitops/ENV/</c> as Argo CD does: the objects in its files, the Applications that its sets make, and those that these make from charts.</summary>
public static class EnvironmentObjects
{
    /// <summary>Every object, in ordinal order of keys.</summary>
    /// <param name="platform">The files; other than <c>.yaml</c>, and what belongs to a chart, is no object of its own.</param>
    /// <param name="clusters">The clusters that Argo CD knows.</param>
    /// <exception cref="InfraException">Files cannot be read or expanded, or two objects have one name; every problem is named, each with its file and line.</exception>
    public static ImmutableArray<KeptObject> Read(PlatformFiles platform, IReadOnlyList<Cluster> clusters)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ApplicationSetEvaluator evaluator = new(clusters, new NoRepositories());
        List<KeptObject> objects = [];
        List<string> problems = [];
        NestedApplications nested = new(platform, problems.Add);
        foreach ((ImmutableArray<RenderedFile> files, string at, ImmutableArray<string> regions) in Revisions(platform, clusters))
        {
            Read(platform with { Files = files, Folder = at }, regions, platform.Files == files, new Dictionary<string, string>(StringComparer.Ordinal), problems, objects, evaluator, nested);
        }

        return problems.Count == 0
            ? [.. objects.OrderBy(o => o.Key, StringComparer.Ordinal).ThenBy(o => string.Join(',', o.Regions), StringComparer.Ordinal)]
            : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Distinct(StringComparer.Ordinal)));
    }

    // The files at each revision, with the regions that follow it.
    private static IEnumerable<(ImmutableArray<RenderedFile> Files, string Folder, ImmutableArray<string> Regions)> Revisions(PlatformFiles platform, IReadOnlyList<Cluster> clusters)
    {
        ImmutableArray<string> Following(string revision) =>
            [.. clusters.Where(c => c.Annotations.GetValueOrDefault(ClusterContract.Platform) == revision).Select(c => c.Labels.GetValueOrDefault(ClusterContract.Region, c.Name)).Order(StringComparer.Ordinal)];
        yield return (platform.Files, platform.Folder, Following(platform.Revision.Value));
        foreach ((string revision, ImmutableArray<RenderedFile> files) in platform.Behind.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            yield return (files, $"{revision}:{platform.Folder}", Following(revision));
        }
    }

    // What is of the whole environment is read at the revision of the release; what is of a cluster at that of each region.
    private static void Read(
        PlatformFiles platform,
        ImmutableArray<string> regions,
        bool isRelease,
        Dictionary<string, string> seen,
        List<string> problems,
        List<KeptObject> objects,
        ApplicationSetEvaluator evaluator,
        NestedApplications nested)
    {
        string[] charts = [.. platform.Files.Select(f => f.Path).Where(p => p.EndsWith($"/{Chart.Head}", StringComparison.Ordinal)).Select(p => p[..^Chart.Head.Length])];
        foreach (RenderedFile file in platform.Files
            .Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal) && !charts.Any(c => f.Path.StartsWith(c, StringComparison.Ordinal)) && (isRelease || !IsOfEnvironment(f)))
            .OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            try
            {
                foreach ((KeptObject found, string at) in Objects(platform, file, evaluator, nested))
                {
                    if (!seen.TryAdd(found.Key, at))
                    {
                        problems.Add($"{at}: {found.Kind} '{found.Name}' is made twice, here and at {seen[found.Key]}. Give one of them another name.");
                        continue;
                    }

                    if (found.Parent is null && NestedApplications.Lacks(found) is { } lacks)
                    {
                        problems.Add($"{at}: the Application {found.Name} has no {lacks}, and Argo CD would refuse it.");
                    }

                    objects.Add(IsOfEnvironment(file) ? found : found with { Regions = regions });
                }
            }
            catch (ManifestException refused)
            {
                problems.Add($"{platform.Folder}{file.Path}:{refused.Line}: {refused.Message}");
            }
        }
    }

    private static bool IsOfEnvironment(RenderedFile file) => file.Path.StartsWith("projects/", StringComparison.Ordinal) || file.Path.StartsWith("applicationsets/", StringComparison.Ordinal);

    private static IEnumerable<(KeptObject Object, string At)> Objects(PlatformFiles platform, RenderedFile file, ApplicationSetEvaluator evaluator, NestedApplications nested)
    {
        foreach (ManifestDocument document in ManifestDocument.Read(file.Text))
        {
            string at = $"{platform.Folder}{file.Path}:{document.Line}";
            yield return (document.Object, at);
            if (document.Object.Kind != "ApplicationSet")
            {
                continue;
            }

            foreach (GeneratedApplication application in Expand(document, evaluator))
            {
                KeptObject made = new("Application", document.Object.Namespace, application.Name, application.Manifest);
                yield return (made, at);
                foreach ((KeptObject, string) below in nested.Below(made))
                {
                    yield return below;
                }
            }
        }
    }

    private static IReadOnlyList<GeneratedApplication> Expand(ManifestDocument set, ApplicationSetEvaluator evaluator)
    {
        try
        {
            return evaluator.Expand(set.Text);
        }
        catch (ApplicationSetException refused)
        {
            throw new ManifestException(set.LineOf(refused.Path, refused.TemplateLine), refused.Message);
        }
    }
}
