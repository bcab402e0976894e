using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No pool lets all its principals in.</summary>
internal sealed class NoWildcardPrincipals : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM004",
        Severity.Critical,
        "No pool lets all its principals in",
        "principalSet .../* is every workflow of everybody whom the provider accepts.",
        "Bind an attribute: principalSet://…/attribute.NAME/VALUE.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember, GcpTypes.BucketMember, GcpTypes.SecretMember, GcpTypes.TopicMember, GcpTypes.KeyMember, GcpTypes.RepositoryMember, GcpTypes.AccountMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["member"], f => f.Text is not { } member || !member.StartsWith("principalSet:", StringComparison.Ordinal) || !member.Contains('*'), "it must not hold *")];
}
