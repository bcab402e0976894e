using System.Text.RegularExpressions;

namespace Infra.GitOps.Tests;

/// <summary>docs/argocd.md says of every field that is rendered where Argo CD reads it, and of no other.</summary>
public sealed partial class FieldTableTests
{
    private const string Template = "spec.template.";

    private static readonly string[] Given = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

    // What a row is about: the kind, and the names of fields and options that it has in its first column.
    private static readonly (string Kind, string[] Names)[] Rows =
    [
        .. File.ReadAllLines(Path.Combine(Committed.Root, "docs", "argocd.md")).Where(l => l.StartsWith("| `A", StringComparison.Ordinal))
            .Select(l => Quoted().Matches(l.Split(" | ")[0]).Select(m => m.Groups[1].Value).ToArray()).Select(names => (names[0], names[1..])),
    ];

    private static readonly (string Kind, string Path)[] Rendered =
    [
        .. Committed.Environments.SelectMany(e => Committed.Objects(Committed.Options(e))).Where(o => o.Kind is "Application" or "AppProject" or "ApplicationSet")
            .SelectMany(o => Paths(o.Manifest, "").Select(p => p.StartsWith(Template, StringComparison.Ordinal) ? ("Application", p: p[Template.Length..]) : (o.Kind, p))).Where(p => !Given.Contains(p.p, StringComparer.Ordinal)).Distinct(),
    ];

    [Fact]
    public void Every_field_that_is_rendered_has_a_row() =>
        Assert.Empty(Rendered.Where(r => !Rows.Any(row => row.Kind == r.Kind && row.Names.Any(n => Covers(n, r.Path)))).Select(r => $"{r.Kind} {r.Path}"));

    [Fact]
    public void Every_row_is_about_what_is_rendered() =>
        Assert.Empty(Rows.SelectMany(row => row.Names.Where(n => !Rendered.Any(r => r.Kind == row.Kind && Covers(n, r.Path))).Select(n => $"{row.Kind} {n}")));

    // A whole path covers what is below it; a name alone covers a field of the name wherever it stands, and an option of a sync.
    private static bool Covers(string name, string path) =>
        path == name || path.StartsWith($"{name}.", StringComparison.Ordinal) || path.StartsWith($"{name}[", StringComparison.Ordinal)
        || (!name.StartsWith("spec", StringComparison.Ordinal) && !name.StartsWith("metadata", StringComparison.Ordinal) && $".{path}.".Contains($".{name}.", StringComparison.Ordinal));

    private static IEnumerable<string> Paths(object? value, string path) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.SelectMany(e => Paths(e.Value, path.Length == 0 ? e.Key : e.Key.Contains('/', StringComparison.Ordinal) ? $"{path}[{e.Key}]" : $"{path}.{e.Key}")),
        List<object?> list when path.EndsWith("syncOptions", StringComparison.Ordinal) => list.Select(o => $"{path}.{((string)o!).Split('=')[0]}"),
        List<object?> list => list.SelectMany(i => Paths(i, path)),
        _ => [path],
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
