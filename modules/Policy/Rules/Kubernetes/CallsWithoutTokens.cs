using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pulumi reaches clusters without a stored credential.</summary>
internal sealed class CallsWithoutTokens : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "K8S017",
        Severity.Critical,
        "Pulumi reaches clusters without a stored credential",
        "A kubeconfig with a token in state opens the cluster to whoever reads the state.",
        "Use exec with gke-gcloud-auth-plugin and nothing else in the kubeconfig.",
        [Control.Pci("8.6.2"), Control.CisGke("5.2.1"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Types => [GcpTypes.KubernetesProvider];

    private static readonly ImmutableArray<string> Credentials = ["token", "tokenFile", "username", "password", "client-key", "client-key-data", "client-certificate", "client-certificate-data", "auth-provider"];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
    [
        Check.If(resource["kubeconfig"], IsWithoutCredential, "each of its users must sign in with exec gke-gcloud-auth-plugin and hold no credential"),
        resource["clusterIdentifier"].MustBeSet(),
        resource["deleteUnreachable"].MustNotBeTrue(),
        resource["enablePatchForce"].MustNotBeTrue(),
    ];

    // YAML as kubectl reads it; JSON is YAML too.
    private static bool IsWithoutCredential(Field kubeconfig)
    {
        List<Field> users = JsonContent.Of(kubeconfig) is { } content ? [.. content.At("users").Items.Select(u => u.At("user"))] : [];
        return users.Count > 0 && users.All(u => u.At("exec.command").Text == "gke-gcloud-auth-plugin" && Credentials.All(c => u.Entry(c).IsMissing));
    }
}
