using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Parts of Argo CD talk over TLS 1.3.</summary>
internal sealed class TransportNew : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO022",
        Severity.Medium,
        "Parts of Argo CD talk over TLS 1.3",
        "Credentials of repositories travel between them.",
        "Set configs.params reposerver.tls.minversion to 1.3.",
        [Control.Pci("4.2.1"), Control.Rbi("encryption in transit"), Control.Iso("A.8.24")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("configs.params").Entry("reposerver.tls.minversion").MustBeOneOf("1.3")];
}
