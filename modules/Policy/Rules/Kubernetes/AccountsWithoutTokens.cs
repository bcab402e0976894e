using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Accounts of workloads hand out no token unasked.</summary>
internal sealed class AccountsWithoutTokens : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S024",
        Severity.Medium,
        "Accounts of workloads hand out no token unasked",
        "Every pod of the account gets a token of the API server, those that never call it too.",
        "Set automountServiceAccountToken to false on the account; a pod that calls the API server sets it to true itself.",
        [Control.CisGke("4.1.6"), Control.Iso("A.8.3")]);

    protected override ImmutableArray<string> Kinds => ["ServiceAccount"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) => [manifest["automountServiceAccountToken"].MustBe(false)];
}
