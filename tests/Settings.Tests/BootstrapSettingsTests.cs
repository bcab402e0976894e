using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

public sealed class BootstrapSettingsTests
{
    private const string Name = "stacks/Pulumi.bootstrap.yaml";

    private static readonly string Text = Repository.Read(Name).ReplaceLineEndings("\n");

    [Fact]
    public void The_committed_settings_have_no_problem_in_any_culture()
    {
        Assert.Empty(SettingsFile.ParseBootstrap(Name, Text).Problems);
        Assert.Empty(Repository.InTurkish(() => SettingsFile.ParseBootstrap(Name, Text)).Problems);
    }

    [Fact]
    public void Bootstrap_makes_the_project_of_every_other_stack_and_no_more()
    {
        Assert.True(SettingsFile.ParseBootstrap(Name, Text).TryGet(out var bootstrap));
        Assert.All(CommittedSettingsTests.Stacks, s =>
        {
            var settings = SettingsFile.Parse(s.Data, Repository.Read($"stacks/Pulumi.{s.Data}.yaml"), StackName.Of(s.Data)).Settings!;
            var made = bootstrap.Environments.Single(e => e.Stack == settings.Stack);
            Assert.Equal((settings.Project, settings.Prefix), (made.Project, bootstrap.Prefix));
            Assert.Equal(bootstrap.Residency, settings.Residency);
        });
        Assert.Equal(CommittedSettingsTests.Stacks.Count(), bootstrap.Environments.Length);
    }

    [Fact]
    public void A_region_that_does_not_exist_is_refused_unless_it_is_listed_as_newer()
    {
        var text = Text.Replace("    - asia-south2\n", "    - asia-south9\n", StringComparison.Ordinal);

        Assert.Contains(
            "infra:residency[1] is \"asia-south9\": it is no region of docs/regions.md. Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.",
            Assert.Single(SettingsFile.ParseBootstrap(Name, text).Problems).ToString(),
            StringComparison.Ordinal);
        Assert.Empty(SettingsFile.ParseBootstrap(Name, text.Replace("  infra:protect:", "  infra:newRegions:\n    - asia-south9\n  infra:protect:", StringComparison.Ordinal)).Problems);
    }

    [Theory]
    [InlineData("project: setu-staging-628350", "project: setu-dev-471203", ":34:16: infra:environments.staging.project is \"setu-dev-471203\": it is infra:environments.dev.project already, and no two environments share a project: the workload identities of a project are shared by all its clusters. Write another project id.")]
    [InlineData("project: setu-prod-730914", "project: setu-seed-284517", ":37:16: infra:environments.prod.project is \"setu-seed-284517\": it is gcp:project already, and no two environments share a project: the workload identities of a project are shared by all its clusters. Write another project id.")]
    [InlineData("infra:location: asia-south1", "infra:location: europe-west1", ":12:19: infra:location is \"europe-west1\": state may stay in asia-south1, asia-south2 only (infra:residency). Choose one of these regions, or have residency changed by those who answer for it.")]
    [InlineData("ownerId: \"10482317\"", "ownerId: setu-retail", ":26:14: infra:github.ownerId is \"setu-retail\": a GitHub id is 1 to 19 digits in quotes and does not begin with 0. Write a GitHub id such as \"731948265\".")]
    [InlineData("01A2B3-C4D5E6-F70819", "01a2b3", ":9:25: infra:billingAccount is \"01a2b3\": a billing account id is three groups of six capital letters A to F and digits with hyphens between. Write a billing account id such as 01A2B3-C4D5E6-F70819.")]
    [InlineData("    staging:\n", "    bootstrap:\n", ":33:5: infra:environments.bootstrap: bootstrap is the stack that makes the environments, and not one of them. Choose another name.")]
    [InlineData("    staging:\n", "    staging-in-all-zones:\n", ":33:5: infra:environments.staging-in-all-zones: its identity would be named setu-staging-in-all-zones-apply (31 characters), and a service account id is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Shorten it, or infra:prefix.")]
    public void A_broken_setting_is_answered_with_place_value_rule_and_mend(string part, string other, string message)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);
        var problems = SettingsFile.ParseBootstrap(Name, Text.Replace(part, other, StringComparison.Ordinal)).Problems;
        Assert.Equal([Name + message], problems.Select(p => p.ToString()));
    }

    [Fact]
    public void The_file_and_Pulumis_configuration_give_the_same_settings()
    {
        var root = (MapNode)new YamlTree(new("f")).Read(Text)!;
        var config = (MapNode)root["config"]!;
        Assert.True(SettingsFile.ParseBootstrap(Name, Text).TryGet(out var file));
        Assert.True(SettingsBinder.BootstrapFromConfig(k => config[k] switch { null => null, ScalarNode s => s.Text, var n => SettingsBinderTests.Json(n)!.ToJsonString() }).TryGet(out var bound));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(file), System.Text.Json.JsonSerializer.Serialize(bound));
    }
}
