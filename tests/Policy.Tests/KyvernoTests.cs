using System.Reflection;
using Infra.Model.Values;
using Infra.Policy.Judging;
using Infra.Policy.Kyverno;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Policy.Tests;

public sealed class KyvernoTests
{
    private static readonly string Root = typeof(KyvernoTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void What_is_committed_is_what_the_rules_say(string environment)
    {
        (string Path, string Text)[] rendered = [.. KyvernoPolicies.Render(Facts(environment), AddOns())];
        string folder = Path.Combine(Fixture.Root, "gitops", environment);

        Assert.Equal(rendered.Select(p => p.Path), Directory.GetFiles(Path.Combine(folder, "policies")).Select(f => $"policies/{Path.GetFileName(f)}").Order(StringComparer.Ordinal));
        Assert.All(rendered, p => Assert.True(p.Text == File.ReadAllText(Path.Combine(folder, p.Path)), $"gitops/{environment}/{p.Path} is stale; run ./run render and commit the result."));
    }

    [Theory]
    [InlineData("dev", "Audit")]
    [InlineData("staging", "Enforce")]
    [InlineData("prod", "Enforce")]
    public void Every_policy_names_its_rule_comes_after_its_kind_and_is_enforced_outside_development_where_nothing_is_stopped(string environment, string action)
    {
        Subject[] policies = [.. KyvernoPolicies.Render(Facts(environment), AddOns()).SelectMany(p => ManifestReader.Read(p.Path, p.Text))];

        Assert.True(policies.Length >= 15, $"{policies.Length} policies");
        Assert.All(policies, p =>
        {
            Field rule = Assert.Single(p["spec.rules"].Items);
            string id = p["metadata.annotations"].Entry(KyvernoPolicies.RuleAnnotation).Text!;
            RuleInfo info = RuleCatalog.Find(id)!.Info;
            Assert.Equal((id.ToLowerInvariant(), info.Title), (p["metadata.name"].Text, p["metadata.annotations"].Entry("policies.kyverno.io/title").Text));
            Assert.Equal("1", p["metadata.annotations"].Entry("argocd.argoproj.io/sync-wave").Text);
            Assert.Equal(action == "Audit" ? "Ignore" : "Fail", p["spec.webhookConfiguration.failurePolicy"].Text);
            if (id == "KYV003")
            {
                Assert.Equal(action, Assert.Single(rule.At("verifyImages").Items).At("failureAction").Text);
                return;
            }

            Assert.Equal(action, rule.At("validate.failureAction").Text);
            Assert.Equal($"{id}: {info.Title}. {info.Mend}", rule.At("validate.message").Text);
            Assert.Single(rule.At("validate").Entries.Select(e => e.Key), k => k is "pattern" or "anyPattern" or "deny" or "podSecurity");
        });
    }

    [Theory]
    [InlineData("required: true", "required: false")]
    [InlineData("      - \"*\"\n", "      - \"asia-south1-docker.pkg.dev/*\"\n")]
    [InlineData("mutateDigest: true", "mutateDigest: false")]
    [InlineData("verifyDigest: true", "verifyDigest: false")]
    [InlineData("      required: true\n", "      required: true\n      skipImageReferences:\n      - \"*/debug:*\"\n")]
    [InlineData("QgAEAJPW", "QgAEBJPW")]
    [InlineData("- attestors:\n", "- attestations:\n")]
    [InlineData("        entries:\n", "        others:\n")]
    [InlineData("      - count: 1\n", "      - count: 0\n")]
    public void Whoever_weakens_the_check_of_signatures_is_refused(string old, string weaker)
    {
        string text = KyvernoPolicies.Render(Facts("prod"), AddOns()).Single(p => p.Path == "policies/kyv003.yaml").Text;
        Assert.Contains(old, text, StringComparison.Ordinal);

        Assert.Empty(Broken(text));
        Assert.Equal(["KYV003"], Broken(text.Replace(old, weaker, StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_keys_no_signature_is_asked_for() =>
        Assert.DoesNotContain(KyvernoPolicies.Render(Facts("prod") with { ImageKeys = [] }, AddOns()), p => p.Path == "policies/kyv003.yaml");

    [Fact]
    public void Images_of_tenants_come_from_the_registries_of_their_environment_alone()
    {
        Subject policy = KyvernoPolicies.Render(Facts("prod"), AddOns()).SelectMany(p => ManifestReader.Read(p.Path, p.Text)).Single(p => p["metadata.name"].Text == "k8s012");

        Field pod = Assert.Single(policy["spec.rules"].Items).At("validate.pattern.spec");
        Assert.All(
            new[] { "containers", "=(initContainers)", "=(ephemeralContainers)" },
            c => Assert.Equal("asia-south1-docker.pkg.dev/setu-prod-730914/* | asia-south2-docker.pkg.dev/setu-prod-730914/*", Assert.Single(pod.Entry(c).Items).At("image").Text));
    }

    [Fact]
    public void Namespaces_of_add_ons_and_of_the_platform_need_no_tenant()
    {
        string labels = KyvernoPolicies.Render(Facts("prod"), ["cert-manager"]).Single(p => p.Path == "policies/lab002.yaml").Text;

        Assert.All(PlatformNamespaces.All.Append("cert-manager"), n => Assert.Contains($"- \"{n}\"\n", labels, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Broken(string policy) =>
        PolicyReport.Of(new PolicyInput(Facts("prod"), plan: null, ManifestReader.Read("p.yaml", policy)), RuleCatalog.All).Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Rule.Id).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> AddOns()
    {
        (string, string) Read(string file) => (file, File.ReadAllText(Fixture.Find(file)));
        Assert.True(CatalogFiles.Parse(Read("stacks/catalog/tenants.yaml"), Read("stacks/catalog/apps.yaml"), Read("stacks/catalog/addons.yaml")).TryGet(out Catalog? catalog));
        return catalog.AddOns.Select(a => a.Namespace.Value);
    }

    private static EnvironmentFacts Facts(string environment)
    {
        string file = $"stacks/Pulumi.{environment}.yaml";
        Assert.True(SettingsFile.Parse(file, File.ReadAllText(Fixture.Find(file)), StackName.Of(environment)).TryGet(out StackSettings? settings));
        return EnvironmentFacts.Of(settings);
    }
}
