using System.Globalization;
using Infra.Engine.Capture;
using Infra.GitOps.Templates;
using Pulumi;

namespace Infra.Benchmarks;

/// <summary>
/// A program of a given number of resources, the same at every run: groups of ten, each a component with five resources of Google's (with
/// schemas, references and checks) and four objects in a cluster (two with schemas, two that pass through), about six inputs each, labels, values that other
/// resources decide, explicit dependencies and a secret. The first group holds the providers and the APIs.
/// </summary>
internal static class SampleProgram
{
    /// <summary>How many resources a group has, its component included.</summary>
    public const int GroupSize = 10;

    private const string Project = "bench-project";

    // A cluster has it from the start, so that groups need nothing of each other.
    private const string Namespace = "default";

    private static readonly string[] Apis = ["iam", "storage", "pubsub", "secretmanager", "compute", "container", "dns"];

    /// <summary>A program of <paramref name="resources"/> resources, a multiple of <see cref="GroupSize"/>.</summary>
    public static StackProgram Of(int resources) => new("bench", "sample", options => new SampleStack(resources, options));

    /// <summary>Declares the resources and gives one output.</summary>
    public static Output<string> Declare(int resources)
    {
        if (resources < GroupSize || resources % GroupSize != 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{resources} resources cannot be measured: the sample is made of groups of {GroupSize}."), nameof(resources));
        }

        (SampleComponent home, ProviderResource[] providers) = Foundation();
        Output<string> last = Output.Create("");
        for (int group = 1; group < resources / GroupSize; group++)
        {
            last = Group(group.ToString("D5", CultureInfo.InvariantCulture), home, providers);
        }

        return last;
    }

    private static (SampleComponent Home, ProviderResource[] Providers) Foundation()
    {
        SampleProvider google = new("gcp", "google", new GoogleArgs { Project = Project, Region = "asia-south1" });
        SampleProvider cluster = new("kubernetes", "cluster", ResourceArgs.Empty);
        SampleComponent home = new("foundation", new ComponentResourceOptions { Providers = { google, cluster } });
        foreach (string api in Apis)
        {
            ServiceArgs args = new() { Project = Project, Service = $"{api}.googleapis.com", DisableOnDestroy = false };
            _ = new SampleResource("gcp:projects/service:Service", api, args, new CustomResourceOptions { Parent = home });
        }

        return (home, [google, cluster]);
    }

    private static Output<string> Group(string number, SampleComponent home, ProviderResource[] providers)
    {
        SampleComponent component = new($"service-{number}", new ComponentResourceOptions { Providers = [.. providers] });
        CustomResourceOptions inside = new() { Parent = component, DependsOn = { home } };
        Dictionary<string, string> labels = new(StringComparer.Ordinal) { ["team"] = $"team-{number[^1]}", ["service"] = $"service-{number}", ["environment"] = "bench" };
        SampleResource account = new("gcp:serviceaccount/account:Account", $"account-{number}", Account(number), inside);
        SampleResource bucket = new("gcp:storage/bucket:Bucket", $"bucket-{number}", Bucket(number, labels), inside);
        SampleResource topic = new("gcp:pubsub/topic:Topic", $"topic-{number}", Topic(number, labels), inside);
        SampleResource secret = new("gcp:secretmanager/secret:Secret", $"secret-{number}", Secret(number, labels, topic), inside);
        _ = new SampleResource("gcp:secretmanager/secretIamMember:SecretIamMember", $"grant-{number}", Grant(secret, account), inside);
        SampleResource before = bucket;
        foreach ((string kind, string name, ResourceArgs args) in ((string, string, ResourceArgs)[])
        [
            ("ServiceAccount", "runs", ObjectAccount(number, labels, account)),
            ("ConfigMap", "settings", ClusterObject("ConfigMap", "settings", number, labels, account, bucket)),
            ("ConfigMap", "routes", ClusterObject("ConfigMap", "routes", number, labels, account, bucket)),
        ])
        {
            CustomResourceOptions after = new() { Parent = component, DependsOn = { before } };
            before = new SampleResource($"kubernetes:core/v1:{kind}", $"{name}-{number}", args, after);
        }

        ObjectArgs hidden = ClusterObject("Secret", "password", number, labels, account, bucket);
        hidden.Data.Add("password", Output.CreateSecret($"not-a-password-{number}"));
        return new SampleResource("kubernetes:core/v1:Secret", $"password-{number}", hidden, new CustomResourceOptions { Parent = component }).Id;
    }

    private static AccountArgs Account(string number) => new()
    {
        Project = Project,
        AccountId = $"runs-{number}",
        DisplayName = $"Runs service {number}",
        Description = "Made for a measurement",
        Disabled = false,
        CreateIgnoreAlreadyExists = false,
    };

    private static BucketArgs Bucket(string number, Dictionary<string, string> labels) => new()
    {
        Project = Project,
        Name = $"bench-bucket-{number}",
        Location = "ASIA-SOUTH1",
        StorageClass = "STANDARD",
        PublicAccessPrevention = "enforced",
        UniformBucketLevelAccess = true,
        Labels = labels,
    };

    private static TopicArgs Topic(string number, Dictionary<string, string> labels) => new()
    {
        Project = Project,
        Name = $"topic-{number}",
        MessageRetentionDuration = "86400s",
        MessageStoragePolicy = new StoragePolicyArgs { AllowedPersistenceRegions = { "asia-south1", "asia-south2" } },
        Labels = labels,
    };

    private static SecretArgs Secret(string number, Dictionary<string, string> labels, SampleResource topic) => new()
    {
        Project = Project,
        SecretId = $"secret-{number}",
        Replication = new ReplicationArgs { Auto = new AutoArgs() },
        DeletionProtection = false,
        Topics = { new SecretTopicArgs { Name = topic.Id } },
        Labels = labels,
    };

    private static GrantArgs Grant(SampleResource secret, SampleResource account) => new()
    {
        Project = Project,
        SecretId = secret.Id,
        Role = "roles/secretmanager.secretAccessor",
        Member = account.Member,
    };

    private static ObjectAccountArgs ObjectAccount(string number, Dictionary<string, string> labels, SampleResource account) => new()
    {
        ApiVersion = "v1",
        Kind = "ServiceAccount",
        Metadata = new MetadataArgs { Name = $"runs-{number}", Namespace = Namespace, Labels = labels, Annotations = { ["iam.gke.io/gcp-service-account"] = account.Email } },
        AutomountServiceAccountToken = false,
    };

    private static ObjectArgs ClusterObject(string kind, string name, string number, Dictionary<string, string> labels, SampleResource account, SampleResource bucket) => new()
    {
        ApiVersion = "v1",
        Kind = kind,
        Metadata = new MetadataArgs { Name = $"{name}-{number}", Namespace = Namespace, Labels = labels },
        Immutable = false,
        Data = { ["account"] = account.Email, ["bucket"] = bucket.Name, ["log"] = Output.Format($"gs://{bucket.Name}/logs/{name}"), ["level"] = "info" },
    };
}
