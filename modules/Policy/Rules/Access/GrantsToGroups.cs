using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Rights are granted to groups and accounts, not to people.</summary>
internal sealed class GrantsToGroups : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM010",
        Severity.Medium,
        "Rights are granted to groups and accounts, not to people",
        "A person who leaves keeps what was granted to the name.",
        "Grant to a group.",
        [Control.Pci("7.2.4"), Control.Iso("A.5.18")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember, GcpTypes.BucketMember, GcpTypes.SecretMember, GcpTypes.TopicMember, GcpTypes.KeyMember, GcpTypes.RepositoryMember, GcpTypes.AccountMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["member"], f => f.Text?.StartsWith("user:", StringComparison.Ordinal) != true, "it must be a group or a service account, not a person")];
}
