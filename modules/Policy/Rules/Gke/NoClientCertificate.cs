using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nobody signs in with a certificate or a password.</summary>
internal sealed class NoClientCertificate : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE018",
        Severity.High,
        "Nobody signs in with a certificate or a password",
        "A certificate cannot be revoked before it ends, and a password is shared.",
        "Set masterAuth.clientCertificateConfig.issueClientCertificate to false and no user name.",
        [Control.CisGke("5.8.1"), Control.CisGke("5.8.2"), Control.Pci("8.3.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["masterAuth.clientCertificateConfig.issueClientCertificate"].MustBe(false), resource["masterAuth.username"].MustNotBeSet("basic authentication is a shared password")];
}
