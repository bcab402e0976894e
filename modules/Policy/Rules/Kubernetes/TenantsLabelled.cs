using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Namespaces say whose they are.</summary>
internal sealed class TenantsLabelled : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "LAB002",
        Severity.Medium,
        "Namespaces say whose they are",
        "Cost, alerts and policies follow the labels of a namespace.",
        "Label namespaces of tenants with environment, tenant and team.",
        [Control.Iso("A.5.9")]);

    protected override ImmutableArray<string> Kinds => ["Namespace"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest.File is null ? [] : [manifest["metadata.labels.environment"].MustBeSet(), manifest["metadata.labels.tenant"].MustBeSet(), manifest["metadata.labels.team"].MustBeSet()];
}
