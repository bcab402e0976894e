using Infra.Cloud.Identity;
using Infra.Cloud.ManagedProjects;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Bootstrap;

public sealed class BootstrapStackTests
{
    private static readonly BootstrapSettings Settings = Repository.Bootstrap;

    private static readonly string[] Stateful =
    [
        "gcp:organizations/folder:Folder", "gcp:organizations/project:Project", "gcp:kms/keyRing:KeyRing", "gcp:kms/cryptoKey:CryptoKey", "gcp:storage/bucket:Bucket",
        "gcp:iam/workloadIdentityPool:WorkloadIdentityPool", "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider",
    ];

    [Fact]
    public async Task Each_environment_has_a_project_a_state_bucket_two_identities_and_a_budget()
    {
        var made = await Recording.OfAsync(Settings);
        Assert.Equal(["setu-dev-471203", "setu-prod-730914", "setu-seed-284517", "setu-staging-628350"], Names(made, "gcp:organizations/project:Project"));
        Assert.Equal(["setu-seed-284517-audit", "setu-seed-284517-bootstrap-state", "setu-seed-284517-dev-state", "setu-seed-284517-prod-state", "setu-seed-284517-staging-state"], Names(made, "gcp:storage/bucket:Bucket"));
        Assert.Equal(["setu-dev-apply", "setu-dev-plan", "setu-prod-apply", "setu-prod-plan", "setu-staging-apply", "setu-staging-plan"], Names(made, "gcp:serviceaccount/account:Account"));
        Assert.Equal(4, made.Of("gcp:billing/budget:Budget").Length);
    }

    [Fact]
    public async Task No_project_has_a_default_network_and_none_is_deleted_by_mistake() =>
        Assert.All((await Recording.OfAsync(Settings)).Of("gcp:organizations/project:Project"), p => Assert.Equal(
            (false, "PREVENT", true, "01A2B3-C4D5E6-F70819", null), (p["autoCreateNetwork"], p["deletionPolicy"], p.Protect, p["billingAccount"], p.ImportId)));

    [Fact]
    public async Task A_project_that_exists_is_taken_over_by_its_id()
    {
        var adopting = Settings with { Environments = [.. Settings.Environments.Select(e => e with { Adopt = e.Stack.Value == "prod" })] };
        var made = await Recording.OfAsync(adopting);
        Assert.Equal("setu-prod-730914", made.One("gcp:organizations/project:Project", "setu-prod-730914").ImportId);
        Assert.Null(made.One("gcp:organizations/project:Project", "setu-dev-471203").ImportId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_made_again_is_protected_where_the_settings_say_so(bool protect)
    {
        var made = await Recording.OfAsync(Settings with { Protect = protect });
        Assert.All(made.All, m => Assert.Equal(protect && Stateful.Contains(m.Type, StringComparer.Ordinal), m.Protect));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_retention_of_audit_records_is_locked_where_the_settings_say_so(bool locked) =>
        Assert.Equal(locked, (await Recording.OfAsync(Settings with { LockAudit = locked })).One("gcp:storage/bucket:Bucket", "setu-seed-284517-audit")["retentionPolicy.isLocked"]);

    [Fact]
    public async Task Only_administrators_can_read_the_secrets_in_the_state_of_bootstrap() =>
        Assert.Equal(
            ["group:platform-admins@setu-retail.example"],
            (await Recording.OfAsync(Settings)).Of("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember")
                .Where(g => g.Name.EndsWith("-bootstrap-secrets", StringComparison.Ordinal)).Select(g => (string)g["member"]!));

    [Fact]
    public async Task State_can_always_be_overwritten_and_audit_never()
    {
        var buckets = (await Recording.OfAsync(Settings)).Of("gcp:storage/bucket:Bucket");
        Assert.All(buckets, b => Assert.Equal(b.Name.EndsWith("-audit", StringComparison.Ordinal), b["retentionPolicy"] is not null));
        Assert.Equal(buckets.Length, buckets.Select(b => b["encryption.defaultKmsKeyName"]).Distinct().Count());
    }

    [Theory]
    [InlineData("compute.vmExternalIpAccess", "denyAll", "TRUE")]
    [InlineData("iam.disableServiceAccountKeyCreation", "enforce", "TRUE")]
    [InlineData("storage.publicAccessPrevention", "enforce", "TRUE")]
    [InlineData("gcp.resourceLocations", "values.allowedValues[0]", "in:asia-south1-locations")]
    [InlineData("gcp.resourceLocations", "values.allowedValues[1]", "in:asia-south2-locations")]
    [InlineData("iam.workloadIdentityPoolProviders", "values.allowedValues[0]", "https://token.actions.githubusercontent.com")]
    public async Task A_policy_holds_in_the_whole_folder(string constraint, string path, string value)
    {
        var policy = (await Recording.OfAsync(Settings)).One("gcp:orgpolicy/policy:Policy", constraint);
        Assert.Equal(value, policy[$"spec.rules[0].{path}"]);
        Assert.EndsWith($"/policies/{constraint}", (string)policy["name"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environments_projects_come_after_every_policy() =>
        Assert.All(
            (await Recording.OfAsync(Settings)).Of("gcp:organizations/project:Project").Where(p => p.Name != "setu-seed-284517"),
            p => Assert.Equal(OrganisationRule.For(Settings.Residency, GitHubPool.Issuer).Length, p.DependsOn.Count(d => d.StartsWith("gcp:orgpolicy/policy", StringComparison.Ordinal))));

    [Fact]
    public async Task A_budget_tells_at_eighty_percent()
    {
        var budget = (await Recording.OfAsync(Settings)).One("gcp:billing/budget:Budget", "setu-bootstrap-prod-budget");
        Assert.Equal((0.8, "CURRENT_SPEND"), (budget["thresholdRules[0].thresholdPercent"], budget["thresholdRules[0].spendBasis"]));
        Assert.Equal(("12000000", "INR"), (budget["amount.specifiedAmount.units"], budget["amount.specifiedAmount.currencyCode"]));
        Assert.Equal(["projects/number-of-setu-prod-730914"], budget.Texts("budgetFilter.projects"));
    }

    [Fact]
    public async Task A_preview_makes_the_same_resources_as_an_update_and_reads_no_data_source() =>
        Assert.Equal(
            (await Recording.OfAsync(Settings)).All.Select(m => $"{m}").Order(StringComparer.Ordinal),
            (await Recording.OfAsync(Settings, preview: true)).All.Select(m => $"{m}").Order(StringComparer.Ordinal));

    /// <summary>Types, names and parents are the identity of resources in the state: a change here replaces them, or needs an alias.</summary>
    [Fact]
    public async Task The_identity_of_every_resource_is_approved() =>
        ResourceIdentity.AssertApproved("tests/Cloud.Tests/Bootstrap/bootstrap.resources.txt", await Recording.OfAsync(Settings));

    private static IEnumerable<string> Names(Recording made, string type) => made.Of(type).Select(m => m.Name).Order(StringComparer.Ordinal);
}
