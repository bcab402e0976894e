using System.Collections.Immutable;
using Infra.Model.Manifests;

namespace Infra.GitOps.AppCharts;

/// <summary>A Helm chart below <c>gitops/ENV/</c>, rendered as Argo CD renders it: every template filled, then read as YAML.</summary>
/// <remarks>
/// Only what these charts have: templates and parameters, neither values nor charts within. A parameter that is missing is an error, where Helm
/// would fill in nothing; the schema of the chart makes it one there too.
/// </remarks>
internal sealed class Chart
{
    /// <summary>The file that makes a folder a chart.</summary>
    public const string Head = "Chart.yaml";

    private Chart(ImmutableArray<ChartTemplate> templates) => Templates = templates;

    /// <summary>The files of templates, in ordinal order of paths.</summary>
    public ImmutableArray<ChartTemplate> Templates { get; }

    /// <summary>The chart of a folder; null where the folder is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Files, with paths like the folder's.</param>
    public static Chart? Find(string folder, IEnumerable<RenderedFile> files)
    {
        RenderedFile[] all = [.. files];
        string below = $"{folder}/templates/";
        return all.Any(f => f.Path == $"{folder}/{Head}")
            ? new Chart([.. all.Where(f => f.Path.StartsWith(below, StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new ChartTemplate(f))])
            : null;
    }
}
