using System.Text.RegularExpressions;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;
using Infra.Model.Manifests;

namespace Infra.GitOps.AppCharts;

/// <summary>A file of templates in a chart.</summary>
internal sealed partial class ChartTemplate(RenderedFile file)
{
    private readonly Lazy<GoTemplate> template = new(() => GoTemplate.Parse(file.Text));
    private readonly Lazy<(TemplateTree Tree, int Line)[]?> trees = new(() => Simple(file));

    /// <summary>Its path.</summary>
    public string Path => file.Path;

    /// <summary>The objects in it, each with the line of the file that it begins on.</summary>
    /// <param name="parameters">The parameters of the chart by name.</param>
    /// <exception cref="ChartException">It is malformed, lacks a value or makes no manifest.</exception>
    public IReadOnlyList<(KeptObject Object, int Line)> Fill(IReadOnlyDictionary<string, string> parameters)
    {
        Dictionary<string, object?> values = parameters.ToDictionary(p => p.Key, p => (object?)p.Value, StringComparer.Ordinal);
        Dictionary<string, object?> data = new(StringComparer.Ordinal) { ["Values"] = values };
        try
        {
            return Fast(data, parameters.Values) ?? [.. ManifestDocument.Read(template.Value.Fill(data)).Select(d => (d.Object, d.Line))];
        }
        catch (TemplateException refused)
        {
            throw new ChartException(Path, refused.Line, refused.Reason);
        }
        catch (ManifestException refused)
        {
            throw new ChartException(Path, refused.Line, refused.Message);
        }
    }

    private (KeptObject, int)[]? Fast(Dictionary<string, object?> data, IEnumerable<string> values)
    {
        try
        {
            return trees.Value is { } simple && values.All(Harmless().IsMatch)
                ? [.. simple.Select(t => (ManifestDocument.Kept((Dictionary<string, object?>)t.Tree.Fill(data)!, t.Line), t.Line))]
                : null;
        }
        catch (ApplicationSetException)
        {
            // A value is missing: filling the text says on which line.
            return null;
        }
    }

    // Filling a text and reading it again costs most of the time of a large estate. Where parameters stand in quoted scalars alone, and hold nothing
    // that a quote could end, the tree that was read once and filled gives the same.
    private static (TemplateTree Tree, int Line)[]? Simple(RenderedFile file)
    {
        string rest = Quoted().Replace(file.Text, "");
        return rest.Contains("{{", StringComparison.Ordinal) ? null : [.. ManifestDocument.Read(file.Text).Select(d => (TemplateTree.Read(d.Object.Manifest, file.Path, ""), d.Line))];
    }

    // A whole value of one line in single quotes, in which only parameters are filled in.
    [GeneratedRegex("(?<=(: |- ))'([^'{}\\n]|\\{\\{ \\.Values\\.[a-z]+ \\}\\})*'$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("^[A-Za-z0-9._/:-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Harmless();
}
