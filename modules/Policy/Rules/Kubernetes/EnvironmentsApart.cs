using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A cluster holds one environment.</summary>
internal sealed class EnvironmentsApart : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S018",
        Severity.High,
        "A cluster holds one environment",
        "A fault or a thief in development would stand beside production.",
        "Give each environment clusters of its own; label its namespaces with it.",
        [Control.Pci("6.5.3"), Control.Rbi("separation of environments"), Control.Iso("A.8.31")]);

    protected override ImmutableArray<string> Kinds => ["Namespace"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["metadata.labels.environment"] is { IsMissing: false } named ? [named.MustBeOneOf(input.Environment.Name)] : [];
}
