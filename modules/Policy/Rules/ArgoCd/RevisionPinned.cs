using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production runs a revision that its release names.</summary>
internal sealed class RevisionPinned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO009",
        Severity.Critical,
        "Production runs a revision that its release names",
        "A branch deploys whatever is merged, before anybody approved it for production.",
        "Set targetRevision to a commit or a version from release.yaml.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet", "Application"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (!input.Environment.IsProduction)
        {
            yield break;
        }

        Field spec = manifest[manifest.Kind == "Application" ? "spec" : "spec.template.spec"];
        foreach (Field source in spec.At("sources").Items.Append(spec.At("source")).Where(s => !s.IsMissing))
        {
            yield return Pinned(source.At("targetRevision"));
        }

        // A hotfix, or a release on its way: the template names the element's own revision.
        foreach (Field element in manifest["spec.generators"].Items.SelectMany(g => g.At("matrix.generators").Items).SelectMany(g => g.At("list.elements").Items))
        {
            if (!element.At("revision").IsMissing)
            {
                yield return Pinned(element.At("revision"));
            }
        }
    }

    private static Check Pinned(Field field) => Check.If(
        field, f => f.Text is { Length: > 0 } revision && !Moving.Contains(revision, StringComparer.OrdinalIgnoreCase) && !revision.Contains('*'), "it must be a commit or a version, not what moves");

    private static readonly ImmutableArray<string> Moving = ["HEAD", "main", "master", "latest"];
}
