using Pulumi.Gcp.Container;
using Pulumi.Gcp.Container.Inputs;

namespace Infra.Cloud.Gke;

/// <summary>Who may do what in a cluster, and what is encrypted and verified.</summary>
internal static class ClusterAccess
{
    public static void Apply(ClusterArgs inputs, GkeClusterArgs args)
    {
        // Certificates and attribute-based rules go round IAM and cannot be taken back.
        inputs.MasterAuth = new ClusterMasterAuthArgs
        {
            ClientCertificateConfig = new ClusterMasterAuthClientCertificateConfigArgs { IssueClientCertificate = false },
        };
        inputs.EnableLegacyAbac = false;
        inputs.EnableKubernetesAlpha = false;
        inputs.AnonymousAuthenticationConfig = new ClusterAnonymousAuthenticationConfigArgs { Mode = "LIMITED" };
        // Bindings to everybody with a Google account, or to everybody, are refused.
        inputs.RbacBindingConfig = new ClusterRbacBindingConfigArgs
        {
            EnableInsecureBindingSystemAuthenticated = false,
            EnableInsecureBindingSystemUnauthenticated = false,
        };
        inputs.AuthenticatorGroupsConfig = new ClusterAuthenticatorGroupsConfigArgs { SecurityGroup = args.SecurityGroup.Value };
        inputs.WorkloadIdentityConfig = new ClusterWorkloadIdentityConfigArgs { WorkloadPool = WorkloadAccount.Pool(args.Names.Project) };
        inputs.EnableShieldedNodes = true;
        inputs.DatabaseEncryption = new ClusterDatabaseEncryptionArgs { State = "ENCRYPTED", KeyName = args.SecretsKey.Id };
        inputs.BinaryAuthorization = new ClusterBinaryAuthorizationArgs { EvaluationMode = "PROJECT_SINGLETON_POLICY_ENFORCE" };
        // Images are scanned where they are kept; scanning them in the cluster as well was retired by Google.
        inputs.SecurityPostureConfig = new ClusterSecurityPostureConfigArgs { Mode = "BASIC", VulnerabilityMode = "VULNERABILITY_DISABLED" };
    }
}
