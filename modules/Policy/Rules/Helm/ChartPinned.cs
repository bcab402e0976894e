using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Charts are installed in a version that is written down.</summary>
internal sealed class ChartPinned : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GIT002",
        Severity.High,
        "Charts are installed in a version that is written down",
        "Without a version every apply may install another chart.",
        "Set version to an exact version.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Release];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["version"], f => Version.TryParse(f.Text?.TrimStart('v'), out _), "it must be an exact version such as 10.1.1")];
}
