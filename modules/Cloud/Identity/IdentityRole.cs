using System.Collections.Immutable;

namespace Infra.Cloud.Identity;

/// <summary>One role of an identity, with the reason for it. What is not in these tables, a pipeline cannot do.</summary>
/// <remarks>https://docs.cloud.google.com/iam/docs/roles-permissions</remarks>
/// <param name="Role">The predefined role.</param>
/// <param name="Scope">What it is granted on.</param>
/// <param name="Reason">What fails without it.</param>
public sealed record IdentityRole(string Role, IdentityScope Scope, string Reason)
{
    /// <summary>The identity that plans: it reads. With the key it can read the secrets in the state, which a preview cannot do without.</summary>
    public static ImmutableArray<IdentityRole> Plan { get; } =
    [
        new("roles/viewer", IdentityScope.Project, "a refresh reads every resource; it cannot read secret values"),
        new("roles/pubsub.subscriber", IdentityScope.Project, "rotation.yml reads which secrets are announced as due, and acknowledges those that were rotated"),
        new("roles/serviceusage.serviceUsageConsumer", IdentityScope.Project, "what a refresh reads counts against the project, because the provider says user_project_override"),
        new("roles/iam.securityReviewer", IdentityScope.Project, "a refresh reads IAM policies"),
        new("roles/storage.objectViewer", IdentityScope.State, "a preview reads the state and takes no lock"),
        new("roles/cloudkms.cryptoKeyDecrypter", IdentityScope.Secrets, "a preview decrypts the secrets of the configuration and the state"),
        new("roles/storage.objectViewer", IdentityScope.Audit, "gates hold the audit record against its copies, and read the rules that were approved before"),
        new("roles/cloudkms.publicKeyViewer", IdentityScope.AuditKeys, "audit records are verified"),
    ];

    /// <summary>The identity that applies: it administers what an environment's stack makes, in that environment's project only.</summary>
    public static ImmutableArray<IdentityRole> Apply { get; } =
    [
        new("roles/artifactregistry.admin", IdentityScope.Project, "repositories and who reads them"),
        new("roles/binaryauthorization.policyEditor", IdentityScope.Project, "the policy of images"),
        new("roles/cloudkms.admin", IdentityScope.Project, "key rings, keys and who uses them; it cannot decrypt"),
        new("roles/compute.networkAdmin", IdentityScope.Project, "networks, routers, addresses"),
        new("roles/compute.securityAdmin", IdentityScope.Project, "firewall rules"),
        new("roles/container.admin", IdentityScope.Project, "clusters, node pools, and what Pulumi puts on clusters"),
        new("roles/dns.admin", IdentityScope.Project, "private zones and the DNS log"),
        new("roles/gkebackup.admin", IdentityScope.Project, "backup plans"),
        new("roles/iam.roleAdmin", IdentityScope.Project, "the one role of the project's own, with which Argo CD connects to clusters"),
        new("roles/iam.securityReviewer", IdentityScope.Project, "a refresh reads IAM policies"),
        new("roles/iam.serviceAccountAdmin", IdentityScope.Project, "accounts of nodes and workloads, and who may act as them"),
        new("roles/iam.serviceAccountUser", IdentityScope.Project, "node pools run as the nodes' account"),
        new("roles/pubsub.admin", IdentityScope.Project, "the rotation topic and who publishes on it"),
        new("roles/resourcemanager.projectIamAdmin", IdentityScope.Project, "the role of the nodes' account; the widest of these, so the environment's reviewers guard it"),
        new("roles/secretmanager.admin", IdentityScope.Project, "entries of Secret Manager and who reads them; Google has no narrower role that may set policies"),
        new("roles/serviceusage.serviceUsageAdmin", IdentityScope.Project, "APIs and service agents; and calls count against the project"),
        new("roles/storage.admin", IdentityScope.Project, "buckets"),
        new("roles/storage.objectUser", IdentityScope.State, "an update writes state, and makes and deletes its lock"),
        new("roles/cloudkms.cryptoKeyEncrypterDecrypter", IdentityScope.Secrets, "an update encrypts the secrets that it writes to the state"),
        new("roles/storage.objectCreator", IdentityScope.OwnAudit, "every run is recorded below its own environment's name; no record is replaced or deleted by whom it is about"),
        new("roles/storage.objectViewer", IdentityScope.Audit, "gates hold the audit record against its copies, and read the rules that were approved before"),
        new("roles/cloudkms.signer", IdentityScope.AuditKey, "every run signs its records"),
        new("roles/cloudkms.publicKeyViewer", IdentityScope.AuditKeys, "audit records are verified"),
    ];
}
