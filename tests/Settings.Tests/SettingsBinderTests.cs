using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

/// <summary>Under `pulumi up` the same settings come as strings and JSON; they are read by the same rules.</summary>
public sealed class SettingsBinderTests
{
    private static readonly StackName Prod = StackName.Of("prod");

    [Fact]
    public void The_file_and_Pulumis_configuration_give_the_same_settings()
    {
        Assert.True(SettingsFile.Parse("f", Repository.Read("stacks/Pulumi.prod.yaml"), Prod).TryGet(out var file));
        Assert.True(SettingsBinder.FromConfig(Raw(), Prod).TryGet(out var config));
        Assert.Equal(JsonSerializer.Serialize(file), JsonSerializer.Serialize(config));
    }

    [Fact]
    public void Numbers_and_flags_may_come_as_strings()
    {
        Assert.True(SettingsBinder.FromConfig(Raw(allStrings: true), Prod).TryGet(out var config));
        Assert.Equal((true, 100), (config.Protect, config.Network.FlowLogPercent));
    }

    [Fact]
    public void Problems_name_the_path_and_no_line()
    {
        var raw = Raw();
        var problems = SettingsBinder.FromConfig(k => k switch { "infra:prefix" => null, "infra:tier" => "qa", "infra:labels" => "{", "infra:residency" => "[1]", _ => raw(k) }, Prod).Problems;
        Assert.Equal(
            [
                "Pulumi's configuration: infra:labels: this must be a map: names and values below it, indented, as JSON without repeated names. Set it in the stack's file, or by `pulumi config set --path`.",
                "Pulumi's configuration: infra:prefix: this setting is missing. The company's short name, which begins the names of resources. Write a name prefix such as setu.",
                "Pulumi's configuration: infra:residency[0] is \"1\": a Google Cloud region is a continent, a hyphen, a direction and a number, and not a zone. Write a Google Cloud region such as asia-south1.",
                "Pulumi's configuration: infra:tier is \"qa\": it must be one of development, staging, production. Write one of them.",
            ],
            problems.Select(p => p.ToString()).Where(p => !p.Contains("infra:labels: this setting is missing", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_secret_in_the_configuration_is_never_in_a_message()
    {
        var raw = Raw();
        var token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";
        var problems = SettingsBinder.FromConfig(k => k is "infra:prefix" or "infra:network" ? token : raw(k), Prod).Problems;
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.DoesNotContain(token, p.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Repeated_names_in_JSON_are_refused()
    {
        var raw = Raw();
        var problems = SettingsBinder.FromConfig(k => k == "infra:labels" ? "{\"owner\":\"a\",\"owner\":\"b\"}" : raw(k), Prod).Problems;
        Assert.Contains(problems, p => p.Rule.EndsWith("as JSON without repeated names", StringComparison.Ordinal));
    }

    // What Pulumi hands over: JSON of the maps and lists, strings of the rest.
    internal static Func<string, string?> Raw(bool allStrings = false)
    {
        var root = (MapNode)new YamlTree(new("f")).Read(Repository.Read("stacks/Pulumi.prod.yaml"))!;
        var config = (MapNode)root["config"]!;
        return key => config[key] switch { null => null, ScalarNode s => s.Text, var node => Json(node, allStrings)!.ToJsonString() };
    }

    internal static JsonNode? Json(SettingNode node, bool allStrings = false) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, Json(e.Value, allStrings)))),
        ListNode list => new JsonArray([.. list.Items.Select(i => Json(i, allStrings))]),
        ScalarNode { Written: Written.Plain, Text: "true" or "false" } s when !allStrings => JsonValue.Create(s.Text == "true"),
        ScalarNode { Written: Written.Plain } s when !allStrings && int.TryParse(s.Text, out var number) => JsonValue.Create(number),
        ScalarNode s => JsonValue.Create(s.Text),
        _ => throw new InvalidOperationException(),
    };
}
