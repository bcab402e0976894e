using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Templates cannot read other secrets.</summary>
internal sealed class TemplatesReadNothingElse : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO006",
        Severity.High,
        "Templates cannot read other secrets",
        "getSecretKey reads any secret that the operator may read (CVE-2026-22822).",
        "Take getSecretKey out of target.template.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.3")]);

    protected override ImmutableArray<string> Kinds => ["ExternalSecret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        yield return Check.If(manifest["spec.target.template"], f => f.IsMissing || Texts(f).All(t => t?.Contains("getSecretKey", StringComparison.Ordinal) != true), "it must not call getSecretKey");
    }

    private static IEnumerable<string?> Texts(Field field) => field.Items.Concat(field.Entries.Select(e => e.Value)).SelectMany(Texts).Append(field.Text);
}
