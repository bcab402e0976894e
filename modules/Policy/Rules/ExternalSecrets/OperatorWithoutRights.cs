using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The operator's containers run as somebody without rights.</summary>
internal sealed class OperatorWithoutRights : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO014",
        Severity.High,
        "The operator's containers run as somebody without rights",
        "It holds every secret of its cluster while it copies them.",
        "Set securityContext of controller, webhook and certController to the restricted standard.",
        [Control.CisGke("4.2.5"), Control.Pci("2.2.6"), Control.Iso("A.8.2")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        new[] { values, values.At("webhook"), values.At("certController") }.SelectMany(part => Restricted(part.At("securityContext")));

    private static Check[] Restricted(Field context) =>
    [
        context.At("enabled").MustBe(true),
        context.At("runAsNonRoot").MustBe(true),
        context.At("readOnlyRootFilesystem").MustBe(true),
        context.At("allowPrivilegeEscalation").MustBe(false),
        context.At("capabilities.drop").MustHave("ALL"),
        context.At("seccompProfile.type").MustBeOneOf("RuntimeDefault"),
    ];
}
