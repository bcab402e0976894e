using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nobody can make tokens for all accounts of a project.</summary>
internal sealed class NoImpersonationOfAll : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM009",
        Severity.High,
        "Nobody can make tokens for all accounts of a project",
        "Whoever can make tokens of every account has the rights of every account.",
        "Grant roles/iam.serviceAccountTokenCreator on one account.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["role"].MustNotBe("roles/iam.serviceAccountTokenCreator", "roles/iam.workloadIdentityUser", "roles/iam.serviceAccountKeyAdmin")];
}
