using Infra.Cloud.Identity;

namespace Infra.Cloud.Tests.Identity;

/// <summary>Numbers in comments are those of the security checklist.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Only_tokens_of_one_repository_of_one_owner_count_by_number() // 19, 20
    {
        var provider = (await Recording.OfAsync(Repository.Bootstrap)).One("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider");
        Assert.Equal("assertion.repository_owner_id == '10482317' && assertion.repository_id == '731948265' && assertion.actor_id != '49699333'", provider["attributeCondition"]);
        Assert.Equal("https://token.actions.githubusercontent.com", provider["oidc.issuerUri"]);
    }

    [Fact]
    public async Task The_subject_claim_is_never_read()
    {
        var provider = (await Recording.OfAsync(Repository.Bootstrap)).One("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider");
        var mapping = Assert.IsType<System.Collections.Immutable.ImmutableDictionary<string, object>>(provider["attributeMapping"]);
        Assert.Equal(["attribute.application", "attribute.deployment", "attribute.planning", "google.subject"], mapping.Keys.Order(StringComparer.Ordinal));
        Assert.All(mapping.Values, v => Assert.DoesNotContain("assertion.sub", (string)v, StringComparison.Ordinal));
        Assert.Equal("assertion.repository_id + ':' + (has(assertion.environment) ? assertion.environment : '') + ':' + assertion.ref", mapping["attribute.deployment"]);
    }

    [Theory] // 21, 22
    [InlineData("setu-dev-apply", "application/731948265:dev:deploy.yml@refs/heads/main")]
    [InlineData("setu-dev-plan", "planning/731948265:dev-plan")]
    [InlineData("setu-dev-plan-release", "deployment/731948265:release:refs/heads/main")]
    [InlineData("setu-dev-plan-seal", "deployment/731948265:dev-seal:refs/heads/main")]
    [InlineData("setu-prod-apply", "application/731948265:prod:deploy.yml@refs/heads/main")]
    [InlineData("setu-prod-plan", "deployment/731948265:prod-plan:refs/heads/main")]
    [InlineData("setu-prod-plan-release", "deployment/731948265:release:refs/heads/main")]
    public async Task An_account_is_bound_to_one_environment_and_only_planning_of_development_to_any_branch(string name, string attribute)
    {
        var binding = (await Recording.OfAsync(Repository.Bootstrap)).One("gcp:serviceaccount/iAMMember:IAMMember", name);
        Assert.Equal("roles/iam.workloadIdentityUser", binding["role"]);
        Assert.StartsWith("principalSet://iam.googleapis.com/", (string)binding["member"]!, StringComparison.Ordinal);
        Assert.EndsWith($"/attribute.{attribute}", (string)binding["member"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("*", (string)binding["member"]!, StringComparison.Ordinal);
    }

    [Fact] // 24
    public void No_role_is_owner_or_editor_and_each_has_a_reason()
    {
        var all = IdentityRole.Plan.Concat(IdentityRole.Apply).ToArray();
        Assert.DoesNotContain(all, r => r.Role is "roles/owner" or "roles/editor");
        Assert.All(all, r => Assert.True(r.Reason.Length >= 5, r.Role));
        Assert.All(all, r => Assert.StartsWith("roles/", r.Role, StringComparison.Ordinal));
        Assert.Distinct(IdentityRole.Plan.Select(r => (r.Role, r.Scope)));
        Assert.Distinct(IdentityRole.Apply.Select(r => (r.Role, r.Scope)));
    }

    [Fact] // 14
    public void The_identity_that_plans_can_change_nothing_but_which_notices_of_rotations_wait() =>
        Assert.All(IdentityRole.Plan.Where(r => r.Role != "roles/pubsub.subscriber"), r => Assert.True(
            r.Role is "roles/viewer" or "roles/iam.securityReviewer" or "roles/storage.objectViewer" or "roles/cloudkms.cryptoKeyDecrypter" or "roles/cloudkms.publicKeyViewer" or "roles/serviceusage.serviceUsageConsumer", r.Role));

    [Fact]
    public async Task The_accounts_of_an_environment_have_roles_on_what_is_theirs_and_nothing_else()
    {
        var made = await Recording.OfAsync(Repository.Bootstrap);
        Assert.All(made.Of("gcp:projects/iAMMember:IAMMember"), g => Assert.Equal(Stack((string)g["member"]!), Stack((string)g["project"]!)));
        Assert.All(made.Of("gcp:storage/bucketIAMMember:BucketIAMMember"), g =>
        {
            var audit = ((string)g["bucket"]!).EndsWith("-audit", StringComparison.Ordinal);
            Assert.True(!audit || g["role"] is "roles/storage.objectViewer" or "roles/storage.objectCreator", (string)g["role"]!);
            Assert.EndsWith(audit ? "-audit" : $"-{Stack((string)g["member"]!)}-state", (string)g["bucket"]!, StringComparison.Ordinal);
        });
        Assert.All(
            made.Of("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember").Where(g => g["role"] is not "roles/cloudkms.publicKeyViewer" && ((string)g["member"]!).Contains("-plan@", StringComparison.Ordinal)),
            g => Assert.EndsWith($"-{Stack((string)g["member"]!)}-secrets", (string)g["cryptoKeyId"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_signs_records_of_its_own_environment_alone_and_writes_below_its_name_alone()
    {
        var made = await Recording.OfAsync(Repository.Bootstrap);
        var signers = made.Of("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember").Where(g => g["role"] is "roles/cloudkms.signer").ToArray();
        Assert.Equal(3, signers.Length);
        Assert.All(signers, g =>
        {
            Assert.Contains("-apply@", (string)g["member"]!, StringComparison.Ordinal);
            Assert.EndsWith($"-{Stack((string)g["member"]!)}-audit", (string)g["cryptoKeyId"]!, StringComparison.Ordinal);
        });
        var writers = made.Of("gcp:storage/bucketIAMMember:BucketIAMMember").Where(g => g["role"] is "roles/storage.objectCreator").ToArray();
        Assert.Equal(3, writers.Length);
        Assert.All(writers, g => Assert.Equal(
            $"resource.name.startsWith(\"projects/_/buckets/setu-seed-284517-audit/objects/{Stack((string)g["member"]!)}/\")",
            Assert.IsType<System.Collections.Immutable.ImmutableDictionary<string, object>>(g["condition"])["expression"]));
    }

    [Fact] // 23
    public async Task There_is_no_key_of_any_account() =>
        Assert.DoesNotContain((await Recording.OfAsync(Repository.Bootstrap)).All, m => m.Type.StartsWith("gcp:serviceaccount/key", StringComparison.Ordinal));

    // setu-dev-471203, serviceAccount:setu-dev-plan@...
    private static string Stack(string name) => name[(name.IndexOf("setu-", StringComparison.Ordinal) + "setu-".Length)..].Split('-')[0];
}
