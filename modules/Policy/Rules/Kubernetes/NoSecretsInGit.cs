using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No secret is in Git.</summary>
internal sealed class NoSecretsInGit : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "GIT001",
        Severity.Critical,
        "No secret is in Git",
        "Who can read the repository, now or later, has it.",
        "Keep the value in Secret Manager and write an ExternalSecret.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17"), Control.ItAct("SPDI Rules 2011, rule 8")]);

    protected override ImmutableArray<string> Kinds => ["Secret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest.File is null ? [] : [manifest["data"].MustNotBeSet("values come from Secret Manager"), manifest["stringData"].MustNotBeSet("values come from Secret Manager")];
}
