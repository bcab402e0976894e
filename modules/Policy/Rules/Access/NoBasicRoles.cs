using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nobody is owner or editor.</summary>
internal sealed class NoBasicRoles : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM001",
        Severity.Critical,
        "Nobody is owner or editor",
        "A basic role holds thousands of rights, and new ones every month.",
        "Grant roles of single services.",
        [Control.CisGke("5.2.1"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember, GcpTypes.BucketMember, GcpTypes.SecretMember, GcpTypes.TopicMember, GcpTypes.KeyMember, GcpTypes.RepositoryMember, GcpTypes.AccountMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["role"].MustNotBe("roles/owner", "roles/editor")];
}
