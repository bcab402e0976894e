using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The project default can do nothing.</summary>
internal sealed class DefaultProjectEmptied : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO001",
        Severity.Critical,
        "The project default can do nothing",
        "An application that names no project lands in default, which may deploy anything anywhere.",
        "Declare the AppProject default with empty sourceRepos, destinations and clusterResourceWhitelist.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Kinds => ["AppProject"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["metadata.name"].Text == "default" ? [manifest["spec.sourceRepos"].MustNotBeSet("nothing is deployed from it"), manifest["spec.destinations"].MustNotBeSet("nothing is deployed to it")] : [];
}
