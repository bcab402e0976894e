using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Pulumi;
using Pulumi.Gcp.ArtifactRegistry.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Registry;

/// <summary>The images of a region: one repository for the company's own, and one cache for each public registry.</summary>
/// <remarks>Nodes may pull from these repositories and no others: the grants stand on the repositories and not on the project.</remarks>
public sealed class RegionRegistry : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RegionRegistry";

    /// <summary>The id of the repository with the company's own images.</summary>
    public const string OwnImages = "images";

    private const int SecondsADay = 86_400;

    /// <summary>Makes the repositories and their grants.</summary>
    public RegionRegistry(string name, RegionRegistryArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var own = Repository(OwnImages, Own(args), args, args.Protect);
        var caches = RemoteRepository.All.Select(r => (r.Id, Repository: Repository(r.Id, Cache(r, args), args, protect: false)));
        var all = caches.Prepend((Id: OwnImages, Repository: own)).ToImmutableArray();
        Grants =
        [
            .. all.SelectMany(r => args.Readers.Select(reader => Reader(r.Id, r.Repository, reader.Key, reader.Value, args))),
            .. args.Verifier is { } verifier ? (ReadOnlySpan<Resource>)[Reader(OwnImages, own, "admission", Output.Create(verifier), args)] : [],
        ];
        Addresses = all.ToImmutableSortedDictionary(r => r.Id, r => r.Repository.RegistryUri, StringComparer.Ordinal);
        RegisterOutputs();
    }

    /// <summary>The address of each repository by its id, such as <c>asia-south1-docker.pkg.dev/&lt;project&gt;/quay</c>.</summary>
    public ImmutableSortedDictionary<string, Output<string>> Addresses { get; }

    /// <summary>The permissions to pull: what a node starts from here depends on them.</summary>
    public ImmutableArray<Resource> Grants { get; }

    /// <summary>The address of a repository as Google makes it. It is known before the repository exists, so a plan shows it whole; who uses it waits for <see cref="Grants"/>.</summary>
    internal static string AddressOf(ProjectId project, Region region, string id) => $"{region}-docker.pkg.dev/{project}/{id}";

    private Gcp.ArtifactRegistry.Repository Repository(string id, Gcp.ArtifactRegistry.RepositoryArgs inputs, RegionRegistryArgs args, bool protect)
    {
        inputs.RepositoryId = id;
        inputs.Location = args.Region.Value;
        inputs.Format = "DOCKER";
        inputs.KmsKeyName = args.Key.Id;
        inputs.CleanupPolicyDryRun = false;
        // Scanned wherever the API containerscanning is on, which it is.
        inputs.VulnerabilityScanningConfig = new RepositoryVulnerabilityScanningConfigArgs { EnablementConfig = "INHERITED" };
        return new(args.Names.Of($"{args.Region}-{id}"), inputs, Under.Component(this, [.. args.After, args.Key.Grant], protect));
    }

    private static Gcp.ArtifactRegistry.RepositoryArgs Own(RegionRegistryArgs args) => new()
    {
        Description = "The company's own images; a tag never moves.",
        Mode = "STANDARD_REPOSITORY",
        DockerConfig = new RepositoryDockerConfigArgs { ImmutableTags = true },
        CleanupPolicies =
        {
            new RepositoryCleanupPolicyArgs
            {
                Id = "delete-untagged",
                Action = "DELETE",
                Condition = new RepositoryCleanupPolicyConditionArgs { TagState = "UNTAGGED", OlderThan = Seconds(args.RetentionDays) },
            },
            new RepositoryCleanupPolicyArgs
            {
                // Keeping wins over deleting: a rollback needs the versions before this one.
                Id = "keep-newest",
                Action = "KEEP",
                MostRecentVersions = new RepositoryCleanupPolicyMostRecentVersionsArgs { KeepCount = args.KeepVersions },
            },
        },
    };

    private static Gcp.ArtifactRegistry.RepositoryArgs Cache(RemoteRepository remote, RegionRegistryArgs args) => new()
    {
        Description = $"{remote.Reason}; fetched once and cached.",
        Mode = "REMOTE_REPOSITORY",
        RemoteRepositoryConfig = new RepositoryRemoteRepositoryConfigArgs
        {
            Description = remote.Upstream,
            CommonRepository = new RepositoryRemoteRepositoryConfigCommonRepositoryArgs { Uri = remote.Upstream },
            // A wrong address is found when the repository is made and not when a pod starts.
            DisableUpstreamValidation = false,
        },
        CleanupPolicies =
        {
            new RepositoryCleanupPolicyArgs
            {
                Id = "delete-old",
                Action = "DELETE",
                Condition = new RepositoryCleanupPolicyConditionArgs { TagState = "ANY", OlderThan = Seconds(args.RetentionDays) },
            },
        },
    };

    private Gcp.ArtifactRegistry.RepositoryIamMember Reader(string id, Gcp.ArtifactRegistry.Repository repository, string reader, Output<string> member, RegionRegistryArgs args) =>
        new(args.Names.Of($"{args.Region}-{id}-{reader}"), new()
        {
            Repository = repository.Id,
            Location = args.Region.Value,
            Role = "roles/artifactregistry.reader",
            Member = member,
        }, Under.Component(this));

    private static string Seconds(int days) => string.Create(CultureInfo.InvariantCulture, $"{(long)days * SecondsADay}s");
}
