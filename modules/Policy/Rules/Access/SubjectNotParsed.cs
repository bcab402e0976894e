using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Identities are bound to an attribute of our own.</summary>
internal sealed class SubjectNotParsed : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM007",
        Severity.High,
        "Identities are bound to an attribute of our own",
        "The subject of a token has several forms that repositories can change; whoever parses it is fooled by one.",
        "Map an attribute from repository_id, environment and ref, and bind to it.",
        [Control.Pci("8.2.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.PoolProvider];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
    [
        Check.If(resource["attributeMapping"], f => f.Entries.Any(e => e.Key.StartsWith("attribute.", StringComparison.Ordinal) && e.Value.Text is { } from && from.Contains("repository_id", StringComparison.Ordinal) && from.Contains("environment", StringComparison.Ordinal) && from.Contains("ref", StringComparison.Ordinal)), "it must map an attribute from assertion.repository_id, assertion.environment and assertion.ref"),
        Check.If(resource["attributeMapping"], f => !f.Entries.Any(e => e.Value.Text?.Contains("assertion.sub", StringComparison.Ordinal) == true), "it must not map assertion.sub"),
    ];
}
