using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A tag of our own images never moves.</summary>
internal sealed class TagsNeverMove : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "AR001",
        Severity.High,
        "A tag of our own images never moves",
        "A moved tag puts another image under an approved name.",
        "Set dockerConfig.immutableTags to true.",
        [Control.Pci("6.3.2"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Repository];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["mode"].Text is null or "STANDARD_REPOSITORY" ? [resource["dockerConfig.immutableTags"].MustBe(true)] : [];
}
