using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nothing is granted to everybody.</summary>
internal sealed class NoPublicMembers : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM002",
        Severity.Critical,
        "Nothing is granted to everybody",
        "allUsers is the internet; allAuthenticatedUsers is everybody with a Google account.",
        "Name the group or account.",
        [Control.Pci("7.2.1"), Control.Iso("A.5.15"), Control.Dpdp("section 8(5)")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember, GcpTypes.BucketMember, GcpTypes.SecretMember, GcpTypes.TopicMember, GcpTypes.KeyMember, GcpTypes.RepositoryMember, GcpTypes.AccountMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["member"].MustNotBe("allUsers", "allAuthenticatedUsers")];
}
