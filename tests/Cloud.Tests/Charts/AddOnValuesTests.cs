using Infra.Cloud.Networks;
using Infra.Settings.Platform;
using YamlDotNet.Serialization;

namespace Infra.Cloud.Tests.Charts;

/// <summary>The values of add-ons, which Argo CD gives to their charts, and what the network lets through to them.</summary>
public sealed class AddOnValuesTests
{
    [Theory]
    [InlineData("values.yaml")]
    [InlineData("values-prod.yaml")]
    [InlineData("values-staging.yaml")]
    public void Every_value_of_Kyverno_is_one_that_its_chart_has(string file) => Assert.Empty(ChartKeys.Of("kyverno").Unknown(Read($"stacks/catalog/addons/kyverno/{file}")));

    [Fact]
    public void A_value_that_its_chart_does_not_have_is_found() => Assert.Equal(
        ["admissionController.replica"],
        ChartKeys.Of("kyverno").Unknown(Map(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>("admissionController:\n  replica: 3\n"))));

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void The_keys_are_those_of_the_version_that_runs(string stack)
    {
        string version = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(Repository.Read($"stacks/{stack}/release.yaml"))["addons"] is Dictionary<object, object> addOns ? $"{addOns["kyverno"]}" : "";

        Assert.Contains($" kyverno {version},", Repository.Read("tests/Cloud.Tests/Charts/kyverno.keys.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_control_plane_gets_through_the_firewall_to_the_webhooks_of_every_add_on()
    {
        (string, string) File(string name) => (name, Repository.Read($"stacks/{name}"));
        Assert.True(CatalogFiles.Parse(File("catalog/tenants.yaml"), File("catalog/apps.yaml"), File("catalog/addons.yaml")).TryGet(out var catalog));
        var open = FirewallTable.For(Repository.Named("prod").Network).Single(e => e.Name == "control-plane-webhooks").Protocols.SelectMany(p => p.Ports).ToArray();

        Assert.Equal(["cert-manager", "kyverno", "metrics"], catalog.AddOns.Where(a => !a.Webhooks.IsEmpty).Select(a => $"{a.Name}"));
        Assert.All(catalog.AddOns, a => Assert.Subset(open.ToHashSet(), a.Webhooks.ToHashSet()));
    }

    private static Dictionary<string, object> Read(string file) => Map(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Repository.Read(file)));

    private static Dictionary<string, object> Map(Dictionary<object, object> map) =>
        map.ToDictionary(e => $"{e.Key}", e => e.Value is Dictionary<object, object> below ? Map(below) : e.Value, StringComparer.Ordinal);
}
