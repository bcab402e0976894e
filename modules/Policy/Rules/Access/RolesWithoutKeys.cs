using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Own roles cannot widen themselves.</summary>
internal sealed class RolesWithoutKeys : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM011",
        Severity.High,
        "Own roles cannot widen themselves",
        "Whoever sets policies or makes tokens has every right that there is.",
        "Take setIamPolicy, actAs, tokens and keys of accounts out of the role.",
        [Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Types => [GcpTypes.CustomRole];

    private static readonly ImmutableArray<string> Forbidden =
        ["iam.serviceAccounts.actAs", "iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.signBlob", "iam.serviceAccounts.signJwt", "iam.serviceAccountKeys.create", "iam.roles.update"];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) => resource["permissions"] is { IsUnknown: true } all
        ? [Check.If(all, _ => false, "it must be known what the role allows")]
        : resource["permissions"].Items.Select(p => Check.If(
            p, f => f.Text is { } text && !text.EndsWith(".setIamPolicy", StringComparison.Ordinal) && !Forbidden.Contains(text, StringComparer.Ordinal), "it must not be in a role of our own"));
}
