using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The project of generated applications is written out.</summary>
internal sealed class ProjectLiteral : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO005",
        Severity.Critical,
        "The project of generated applications is written out",
        "A project that comes from a template can be chosen by whoever writes the parameters.",
        "Write the name of the project, and no template.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [Check.If(manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec.project" : "spec.project"], f => f.Text is { Length: > 0 } project && project != "default" && !project.Contains("{{", StringComparison.Ordinal), "it must be the name of a project other than default, without a template")];
}
