using Infra.Cloud.Gke;
using Infra.Model.Values;

namespace Infra.Cloud.Tests.Gke;

public sealed class IdentityAndImageTests
{
    [Fact]
    public async Task One_Kubernetes_account_may_act_as_the_workloads_account_and_no_key_is_made()
    {
        var made = await Recording.OfAsync(() => _ = new WorkloadAccount("fraud", new() { Names = Repository.Dev.Names, Settings = Repository.Dev.Workloads.Single(w => w.Name.Value == "fraud"), Clusters = [] }));
        var binding = made.One("gcp:serviceaccount/iAMMember:IAMMember");
        Assert.Equal(
            ("roles/iam.workloadIdentityUser", "serviceAccount:setu-dev-471203.svc.id.goog[payments-fraud-detection-dev/fraud-detection]"),
            (binding["role"], binding["member"]));
        Assert.DoesNotContain(made.All, m => m.Type.Contains("Key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_binding_waits_for_a_cluster_because_that_makes_the_workload_pool()
    {
        var made = await Recording.OfAsync(Repository.Prod);
        Assert.All(made.Of("gcp:serviceaccount/iAMMember:IAMMember"), b => Assert.Equal(
            ["gcp:container/cluster:Cluster setu-prod-asia-south1", "gcp:container/cluster:Cluster setu-prod-asia-south2"],
            b.DependsOn));
    }

    [Theory]
    [InlineData(true, "ENFORCED_BLOCK_AND_AUDIT_LOG")]
    [InlineData(false, "DRYRUN_AUDIT_LOG_ONLY")]
    public async Task Images_of_other_registries_are_denied_or_written_down(bool enforce, string mode)
    {
        var policy = (await Recording.OfAsync(() => _ = new ImagePolicy("images", new() { AllowedImages = ["asia-south1-docker.pkg.dev/p/**"], Enforce = enforce }))).One("gcp:binaryauthorization/policy:Policy");
        Assert.Equal(("ALWAYS_DENY", mode, "ENABLE"), (policy["defaultAdmissionRule.evaluationMode"], policy["defaultAdmissionRule.enforcementMode"], policy["globalPolicyEvaluationMode"]));
        Assert.Equal("asia-south1-docker.pkg.dev/p/**", policy["admissionWhitelistPatterns[0].namePattern"]);
    }

    [Fact]
    public void Allowed_registries_are_those_of_the_project_in_the_regions_of_its_data() =>
        Assert.Equal(
            ["asia-south1-docker.pkg.dev/setu-dev-471203/**", "asia-south2-docker.pkg.dev/setu-dev-471203/**"],
            ImagePolicyArgs.RegistriesOf(ProjectId.Of("setu-dev-471203"), Repository.Dev.Residency));
}
