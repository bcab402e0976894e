using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

public sealed class CommittedSettingsTests
{
    public static TheoryData<string> Stacks => ["dev", "prod", "staging"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void The_committed_settings_have_no_problem_in_any_culture(string stack)
    {
        Assert.Empty(Read(stack).Problems);
        Assert.Empty(Repository.InTurkish(() => Read(stack)).Problems);
    }

    [Fact]
    public void Dev_is_one_cluster_in_Mumbai_with_three_pools()
    {
        Assert.True(Read("dev").TryGet(out var dev));
        Assert.Equal((Tier.Development, false, 7), (dev.Tier, dev.Protect, dev.Policy.RetentionDays));
        Assert.Equal("asia-south1", Assert.Single(dev.Clusters).Region.Value);
        Assert.Equal([NodePoolPurpose.General, NodePoolPurpose.Spot, NodePoolPurpose.System], dev.Hub.NodePools.Select(p => p.Purpose));
        Assert.True(dev.Secrets.Length >= 4);
    }

    [Fact]
    public void Prod_is_two_protected_clusters_with_the_hub_in_Mumbai()
    {
        Assert.True(Read("prod").TryGet(out var prod));
        Assert.Equal((Tier.Production, true, 365), (prod.Tier, prod.Protect, prod.Policy.RetentionDays));
        Assert.Equal(["asia-south1", "asia-south2"], prod.Clusters.Select(c => c.Region.Value));
        Assert.Equal("asia-south1", prod.Hub.Region.Value);
        Assert.All(prod.Clusters, c => Assert.Equal(["general", "spot", "system"], c.NodePools.Select(p => p.Name.Value)));
    }

    [Fact]
    public void Staging_is_production_in_both_regions_at_a_fraction_of_its_size()
    {
        Assert.True(Read("dev").TryGet(out var dev));
        Assert.True(Read("staging").TryGet(out var staging));
        Assert.True(Read("prod").TryGet(out var prod));
        Assert.Equal((Tier.Staging, true, 30), (staging.Tier, staging.Protect, staging.Policy.RetentionDays));
        Assert.Equal(prod.Clusters.Select(c => (c.Region, c.ReleaseChannel)), staging.Clusters.Select(c => (c.Region, c.ReleaseChannel)));
        Assert.InRange(Nodes(staging), Nodes(dev) + 1, Nodes(prod) - 1);
        Assert.InRange(staging.Secrets.Length, dev.Secrets.Length + 1, prod.Secrets.Length - 1);
        Assert.True(prod.Secrets.Length >= 10 && prod.Secrets.All(s => !s.Consumers.IsEmpty));
    }

    [Fact]
    public void No_two_environments_share_a_project_or_an_address()
    {
        var all = Stacks.Select(s => Read(s.Data).Settings!).ToArray();
        Assert.Equal(all.Length, all.Select(s => s.Project).Distinct().Count());
        Assert.Equal(all.Length, all.Select(s => s.ProjectNumber).Distinct().Count());
        Assert.All(all, one => Assert.DoesNotContain(Ranges(one), a => all.Where(s => s != one).SelectMany(Ranges).Any(a.Overlaps)));
    }

    [Fact]
    public void Names_are_composed_from_company_stack_and_purpose()
    {
        Assert.True(Read("prod").TryGet(out var prod));
        var region = Region.Of("asia-south1");
        Assert.Equal("setu-prod-vpc", prod.Names.Network);
        Assert.Equal("setu-prod-asia-south1", prod.Names.Cluster(region));
        Assert.Equal("setu-prod-asia-south1-nodes", prod.Names.NodeAccount(region));
        Assert.Equal("setu-prod-730914-artifacts", prod.Names.Bucket(GceName.Of("artifacts")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Argo_CD_has_its_workloads_without_settings_and_its_credentials_are_entries_that_it_may_read(string stack)
    {
        Assert.True(Read(stack).TryGet(out var settings));
        Assert.Equal(["argo-secrets", "argo-sync", "argo-ui"], settings.Workloads.Where(w => w.Namespace.Value == "argocd").Select(w => w.Name.Value));
        CredentialSettings[] credentials = [settings.ArgoCd.Git.Credential, settings.ArgoCd.Notifications.Credential, settings.ArgoCd.Redis, settings.ArgoCd.Sso.Credential];
        Assert.All(credentials, c => Assert.Equal(["argo-secrets"], settings.Secrets.Single(s => s.Id == c.Entry).Consumers.Select(w => w.Value)));
        Assert.All(credentials, c => Assert.Equal(stack == "prod" ? "1" : "latest", c.Version.Value));
    }

    [Fact]
    public void Names_that_are_too_long_for_the_accounts_of_Argo_CD_are_refused()
    {
        string[] problems =
        [
            .. SettingsFile.Parse("s.yaml", Repository.Read("stacks/Pulumi.dev.yaml").Replace("infra:prefix: setu", "infra:prefix: setu567890", StringComparison.Ordinal), StackName.Of("dev-of-the-year"))
                .Problems.Select(p => p.ToString()).Where(p => p.Contains("argo-secrets", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            ["s.yaml:6:3: infra:prefix: the Google service account of argo-secrets would be named setu567890-dev-of-the-year-argo-secrets (39 characters), and a service account id is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Shorten it, or infra:prefix, by 9."],
            problems);
    }

    [Fact]
    public void Every_stack_file_names_its_schema_in_the_first_line() =>
        Assert.All(Stacks, s => Assert.StartsWith("# yaml-language-server: $schema=schema/stack.schema.json\n", Repository.Read($"stacks/Pulumi.{s.Data}.yaml"), StringComparison.Ordinal));

    private static SettingsResult<StackSettings> Read(string stack) =>
        SettingsFile.Parse($"stacks/Pulumi.{stack}.yaml", Repository.Read($"stacks/Pulumi.{stack}.yaml"), StackName.Of(stack));

    private static int Nodes(StackSettings settings) => settings.Clusters.SelectMany(c => c.NodePools).Sum(p => p.MaxNodes);

    private static IEnumerable<CidrBlock> Ranges(StackSettings settings) =>
        settings.Network.Regions.SelectMany(r => new[] { r.Nodes, r.Pods, r.Services, r.ControlPlane });

    /// <summary>The folder of its release would be that of other files.</summary>
    [Theory]
    [InlineData("catalog")]
    [InlineData("delivery")]
    [InlineData("operations")]
    [InlineData("rules")]
    [InlineData("schema")]
    public void An_environment_is_not_named_like_a_folder_of_stacks(string name) =>
        Assert.Contains(
            SettingsFile.Parse($"stacks/Pulumi.{name}.yaml", Repository.Read("stacks/Pulumi.dev.yaml"), StackName.Of(name)).Problems,
            p => p.Rule == "an environment is not named like a folder of stacks/: catalog, delivery, operations, rules, schema");
}
