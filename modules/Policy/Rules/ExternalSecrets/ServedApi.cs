using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Objects of External Secrets use an API that is served.</summary>
internal sealed class ServedApi : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO002",
        Severity.High,
        "Objects of External Secrets use an API that is served",
        "v1beta1 is not served since 0.17; such objects are refused.",
        "Set apiVersion to external-secrets.io/v1.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["SecretStore", "ClusterSecretStore", "ExternalSecret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["apiVersion"].MustBeOneOf("external-secrets.io/v1")];
}
