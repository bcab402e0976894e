namespace Infra.Policy.Subjects;

/// <summary>The type tokens that rules name.</summary>
internal static class GcpTypes
{
    public const string Account = "gcp:serviceaccount/account:Account";
    public const string AccountKey = "gcp:serviceaccount/key:Key";
    public const string AccountMember = "gcp:serviceaccount/iAMMember:IAMMember";
    public const string Address = "gcp:compute/address:Address";
    public const string BackupPlan = "gcp:gkebackup/backupPlan:BackupPlan";
    public const string Bucket = "gcp:storage/bucket:Bucket";
    public const string BucketMember = "gcp:storage/bucketIAMMember:BucketIAMMember";
    public const string Budget = "gcp:billing/budget:Budget";
    public const string Cluster = "gcp:container/cluster:Cluster";
    public const string CryptoKey = "gcp:kms/cryptoKey:CryptoKey";
    public const string CustomRole = "gcp:projects/iAMCustomRole:IAMCustomRole";
    public const string DnsPolicy = "gcp:dns/policy:Policy";
    public const string DnsZone = "gcp:dns/managedZone:ManagedZone";
    public const string Firewall = "gcp:compute/firewall:Firewall";
    public const string ImagePolicy = "gcp:binaryauthorization/policy:Policy";
    public const string KeyMember = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
    public const string KeyRing = "gcp:kms/keyRing:KeyRing";
    public const string KubernetesProvider = "pulumi:providers:kubernetes";
    public const string Network = "gcp:compute/network:Network";
    public const string NodePool = "gcp:container/nodePool:NodePool";
    public const string OrgPolicy = "gcp:orgpolicy/policy:Policy";
    public const string PoolProvider = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
    public const string Project = "gcp:organizations/project:Project";
    public const string ProjectMember = "gcp:projects/iAMMember:IAMMember";
    public const string Provider = "pulumi:providers:gcp";
    public const string Release = "kubernetes:helm.sh/v3:Release";
    public const string Repository = "gcp:artifactregistry/repository:Repository";
    public const string RepositoryMember = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";
    public const string RouterNat = "gcp:compute/routerNat:RouterNat";
    public const string Secret = "gcp:secretmanager/secret:Secret";
    public const string SecretMember = "gcp:secretmanager/secretIamMember:SecretIamMember";
    public const string SecretVersion = "gcp:secretmanager/secretVersion:SecretVersion";
    public const string Service = "gcp:projects/service:Service";
    public const string Subnetwork = "gcp:compute/subnetwork:Subnetwork";
    public const string Topic = "gcp:pubsub/topic:Topic";
    public const string TopicMember = "gcp:pubsub/topicIAMMember:TopicIAMMember";
}
