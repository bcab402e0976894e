using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Argo CD signs in to clusters without a stored credential.</summary>
internal sealed class ClustersWithoutTokens : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO025",
        Severity.Critical,
        "Argo CD signs in to clusters without a stored credential",
        "A token in a secret of the hub opens every cluster for as long as it lives.",
        "Let config hold execProviderConfig with argocd-k8s-auth, and tlsClientConfig that checks the certificate.",
        [Control.Pci("8.6.2"), Control.CisGke("5.2.1"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["Secret"];

    private static readonly ImmutableArray<string> Credentials = ["bearerToken", "username", "password", "awsAuthConfig"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (manifest["metadata.labels"].Entry("argocd.argoproj.io/secret-type").Text != "cluster")
        {
            yield break;
        }

        yield return manifest["data"].MustNotBeSet("nobody can review what is encoded");
        yield return Check.If(manifest["stringData.config"], IsWithoutCredential, "it must sign in with execProviderConfig argocd-k8s-auth and nothing else, and check the certificate");
    }

    private static bool IsWithoutCredential(Field config) =>
        JsonContent.Of(config) is { } content
        && content.At("execProviderConfig.command").Text == "argocd-k8s-auth"
        && content.At("execProviderConfig.env").IsMissing
        && Credentials.All(c => content.Entry(c).IsMissing)
        && content.At("tlsClientConfig.keyData").IsMissing
        && content.At("tlsClientConfig.insecure").Text != "true";
}
