using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A project names its clusters and namespaces.</summary>
internal sealed class DestinationsNamed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO003",
        Severity.High,
        "A project names its clusters and namespaces",
        "With * an application of one tenant can overwrite those of another.",
        "List name and namespace in destinations.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15"), Control.Iso("A.8.22")]);

    protected override ImmutableArray<string> Kinds => ["AppProject"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field destination in manifest["spec.destinations"].Items)
        {
            foreach (Field part in new[] { destination.At("name"), destination.At("server"), destination.At("namespace") }.Where(p => !p.IsMissing))
            {
                yield return Check.If(part, f => f.Text?.StartsWith('*') == false, "it must name what it means, without a leading *");
            }
        }
    }
}
