using System.Collections.Immutable;

namespace Infra.GitOps;

/// <summary>Reads <c>gitops/ENV/</c> as Argo CD does: the objects in its files, and the Applications that its sets make.</summary>
public static class EnvironmentObjects
{
    /// <summary>Every object, in ordinal order of keys.</summary>
    /// <param name="files">The files of <c>gitops/ENV/</c>; other than <c>.yaml</c> is passed over.</param>
    /// <param name="clusters">The clusters that Argo CD knows.</param>
    /// <param name="folder">The folder of the files, for messages, such as <c>gitops/dev/</c>.</param>
    /// <exception cref="InfraException">Files cannot be read or expanded, or two objects have one name; every problem is named, each with its file and line.</exception>
    public static ImmutableArray<KeptObject> Read(IEnumerable<RenderedFile> files, IReadOnlyList<Cluster> clusters, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        ApplicationSetEvaluator evaluator = new(clusters, new NoRepositories());
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        List<KeptObject> objects = [];
        List<string> problems = [];
        foreach (RenderedFile file in files.Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            try
            {
                foreach ((KeptObject found, int line) in Objects(file, evaluator))
                {
                    string at = $"{folder}{file.Path}:{line}";
                    if (!seen.TryAdd(found.Key, at))
                    {
                        problems.Add($"{at}: {found.Kind} '{found.Name}' is made twice, here and at {seen[found.Key]}. Give one of them another name.");
                        continue;
                    }

                    objects.Add(found);
                }
            }
            catch (ManifestException refused)
            {
                problems.Add($"{folder}{file.Path}:{refused.Line}: {refused.Message}");
            }
        }

        return problems.Count == 0
            ? [.. objects.OrderBy(o => o.Key, StringComparer.Ordinal)]
            : throw new InfraException(ExitCode.Configuration, string.Join('\n', problems));
    }

    private static IEnumerable<(KeptObject Object, int Line)> Objects(RenderedFile file, ApplicationSetEvaluator evaluator)
    {
        foreach (ManifestDocument document in ManifestDocument.Read(file.Text))
        {
            yield return (document.Object, document.Line);
            if (document.Object.Kind != "ApplicationSet")
            {
                continue;
            }

            foreach (GeneratedApplication application in Expand(document, evaluator))
            {
                yield return (new KeptObject("Application", document.Object.Namespace, application.Name, application.Manifest), document.Line);
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
