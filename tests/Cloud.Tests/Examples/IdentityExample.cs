using System.Collections.Immutable;
using Infra.Cloud.Identity;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class IdentityExample
{
    public static void Run(StackSettings settings)
    {
        var key = Samples.Key("secrets");

        // README modules/Cloud/Identity/README.md
        var pool = new GitHubPool("github", new()
        {
            Project = "setu-seed-284517",
            OwnerId = GitHubId.Of("10482317"),
            RepositoryId = GitHubId.Of("731948265"),
        });
        var identity = new PipelineIdentity("dev-identity", new()
        {
            Names = settings.Names,
            SeedProject = "setu-seed-284517",
            Pool = pool,
            Branch = GitBranch.Of("main"),
        });
        var signing = new SigningKeys("signing", new() { Names = settings.Names, Region = Region.Of("asia-south1"), Uses = ["dev"] });
        var access = new IdentityAccess("dev-access", new()
        {
            Names = settings.Names,
            Identity = identity,
            Project = Output.Create("setu-dev-471203"),
            StateBucket = Output.Create("setu-seed-284517-dev-state"),
            AuditBucket = Output.Create("setu-seed-284517-audit"),
            AuditBucketName = "setu-seed-284517-audit",
            AuditKey = signing["dev"],
            AuditKeys = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("dev", signing["dev"]),
            SecretsKey = key,
        });
        // END
        Assert.NotNull(access);
    }
}
