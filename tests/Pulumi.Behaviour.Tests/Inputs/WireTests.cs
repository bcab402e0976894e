using Pulumi.Utilities;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulumi.Behaviour.Tests;

/// <summary>The engine's form of inputs, exact by path, as the wire wrapper of the local backend sees it.</summary>
public sealed class WireTests
{
    [Fact]
    public Task Null_inputs_and_untouched_collections_are_left_out() => Holds("{}", () => new ThingArgs());

    [Fact]
    public Task An_empty_collection_stands_once_it_was_touched()
        => Holds("""{"tags":{},"zones":[]}""", () => new ThingArgs { Zones = new InputList<string>(), Tags = new InputMap<string>() });

    [Fact]
    public Task Plain_values_stand_as_they_are()
        => Holds("""{"name":"a","on":true,"ratio":1.5,"size":3}""", () => new ThingArgs { Name = "a", Size = 3, Ratio = 1.5, On = true });

    [Fact]
    public Task A_text_keeps_quotes_backslashes_controls_angles_and_letters_of_all_languages()
        => Holds("""{"name":"\"\\\n\t<é>日"}""", () => new ThingArgs { Name = "\"\\\n\t<é>日" });

    [Fact]
    public Task A_large_and_a_negative_number_keep_their_value()
        => Holds("""{"ratio":-0.25,"size":2147483647}""", () => new ThingArgs { Ratio = -0.25, Size = int.MaxValue });

    [Fact]
    public Task Lists_keep_their_order() => Holds("""{"zones":["b","a"]}""", () => new ThingArgs { Zones = { "b", "a" } });

    [Fact]
    public Task Maps_are_objects() => Holds("""{"tags":{"a":"1","b":"2"}}""", () => new ThingArgs { Tags = { ["b"] = "2", ["a"] = "1" } });

    [Fact]
    public Task Nested_args_are_objects()
        => Holds(
            """{"rule":{"action":"allow","next":{"action":"deny"},"ports":[80]}}""",
            () => new ThingArgs { Rule = new RuleArgs { Action = "allow", Ports = { 80 }, Next = new RuleArgs { Action = "deny" } } });

    [Fact]
    public Task Lists_of_args_are_lists_of_objects()
        => Holds(
            """{"rules":[{"action":"allow","ports":[80,443]}]}""",
            () => new ThingArgs { Rules = { new RuleArgs { Action = "allow", Ports = { 80, 443 } } } });

    [Fact]
    public Task An_enumeration_struct_is_its_text() => Holds("""{"kind":"FAST"}""", () => new ThingArgs { Kind = Kind.Fast });

    [Fact]
    public Task An_enumeration_is_its_number() => Holds("""{"level":2}""", () => new ThingArgs { Level = Level.High });

    [Fact]
    public async Task A_union_is_the_value_that_it_holds()
    {
        await Holds("""{"either":"a"}""", () => new ThingArgs { Either = "a" });
        await Holds("""{"either":1}""", () => new ThingArgs { Either = 1 });
    }

    [Fact]
    public Task Input_json_is_its_structure()
        => Holds("""{"free":{"a":[1,"b",false],"c":{"d":2}}}""", () => new ThingArgs { Free = """{"a":[1,"b",false],"c":{"d":2}}""" });

    [Fact]
    public Task A_null_within_a_list_stays() => Holds("""{"free":["a",null]}""", () => new ThingArgs { Free = """["a",null]""" });

    [Fact]
    public Task An_object_of_dictionaries_and_lists_is_its_structure()
        => Holds(
            """{"any":{"list":[1,"b"],"map":{"x":true}}}""",
            () => new ThingArgs
            {
                Any = new Dictionary<string, object>
                {
                    ["list"] = new List<object> { 1, "b" },
                    ["map"] = new Dictionary<string, object> { ["x"] = true },
                },
            });

    [Fact]
    public Task Outputs_within_a_dictionary_are_seen()
        => Holds(
            $$$"""{"any":{"a":"x","b":"{{{Wire.Unknown}}}","c":{{{Wire.Secret("\"y\"")}}}}}""",
            () => new ThingArgs
            {
                Any = new Dictionary<string, object>
                {
                    ["a"] = Output.Create("x"),
                    ["b"] = OutputUtilities.CreateUnknown("x"),
                    ["c"] = Output.CreateSecret("y"),
                },
            });

    [Fact]
    public Task Dictionary_args_are_what_their_dictionary_holds()
        => Is("""{"a":1,"b":"c"}""", () => new DictionaryResourceArgs(
            ImmutableDictionary<string, object?>.Empty.Add("a", 1).Add("b", Output.Create("c")).Add("none", null)));

    [Fact]
    public Task Provider_args_hold_json_as_text()
        => Is("""{"region":"r","retries":"3"}""", () => new TestProvider.Args { Region = "r", Retries = 3 });

    [Fact]
    public async Task Json_args_of_a_provider_hide_an_unknown_within_their_text()
    {
        var wire = await Wire.Of(() => new TestProvider.Args { Batching = new RuleArgs { Action = OutputUtilities.CreateUnknown("a") } });
        var text = JsonNode.Parse(wire)!["batching"]!.GetValue<string>();
        Assert.Equal($$"""{"action":"{{Wire.Unknown}}"}""", Wire.Canonical(text));
    }

    [Fact]
    public Task Json_args_of_a_provider_that_are_unknown_are_the_sentinel()
        => Is($$"""{"retries":"{{Wire.Unknown}}"}""", () => new TestProvider.Args { Retries = OutputUtilities.CreateUnknown(3) });

    [Fact]
    public Task Json_args_of_a_provider_that_are_secret_are_secret_text()
        => Is($$"""{"retries":{{Wire.Secret("\"3\"")}}}""", () => new TestProvider.Args { Retries = Output.CreateSecret(3) });

    [Fact]
    public Task An_unknown_is_the_sentinel()
        => Holds($$"""{"name":"{{Wire.Unknown}}"}""", () => new ThingArgs { Name = OutputUtilities.CreateUnknown("a") });

    [Fact]
    public Task An_unknown_is_the_sentinel_in_an_update_too()
        => Holds($$"""{"name":"{{Wire.Unknown}}"}""", () => new ThingArgs { Name = OutputUtilities.CreateUnknown("a") }, isPreview: false);

    [Fact]
    public Task A_secret_is_an_envelope()
        => Holds($$"""{"name":{{Wire.Secret("\"a\"")}}}""", () => new ThingArgs { Name = Output.CreateSecret("a") });

    [Fact]
    public async Task An_unknown_secret_loses_its_mark_on_the_wire_but_not_as_an_output()
    {
        static Output<string> Unknown() => Output.CreateSecret(OutputUtilities.CreateUnknown("a"));

        await Holds($$"""{"name":"{{Wire.Unknown}}"}""", () => new ThingArgs { Name = Unknown() });
        Assert.True(await Output.IsSecretAsync(Unknown()));
    }

    [Fact]
    public Task An_unknown_element_leaves_the_rest_of_its_list_known()
        => Holds(
            $$"""{"zones":["a","{{Wire.Unknown}}","c"]}""",
            () => new ThingArgs { Zones = { "a", OutputUtilities.CreateUnknown("b"), "c" } });

    [Fact]
    public Task A_secret_element_leaves_the_rest_of_its_list_plain()
        => Holds($$"""{"zones":["a",{{Wire.Secret("\"b\"")}}]}""", () => new ThingArgs { Zones = { "a", Output.CreateSecret("b") } });

    [Fact]
    public Task Marks_of_a_map_stand_at_their_value()
        => Holds(
            $$$"""{"tags":{"a":"1","b":"{{{Wire.Unknown}}}","c":{{{Wire.Secret("\"3\"")}}}}}""",
            () => new ThingArgs { Tags = { ["a"] = "1", ["b"] = OutputUtilities.CreateUnknown("2"), ["c"] = Output.CreateSecret("3") } });

    [Fact]
    public Task Marks_within_lists_of_args_stand_at_their_path()
        => Holds(
            $$"""
            {"rules":[{"action":"a","ports":[1,36]},
                      {"action":"{{Wire.Unknown}}","ports":[2,"{{Wire.Unknown}}",{{Wire.Secret("4")}}]}]}
            """,
            () => new ThingArgs
            {
                Rules =
                {
                    new RuleArgs { Action = "a", Ports = { 1, 36 } },
                    new RuleArgs
                    {
                        Action = OutputUtilities.CreateUnknown("b"),
                        Ports = { 2, OutputUtilities.CreateUnknown(3), Output.CreateSecret(4) },
                    },
                },
            });

    [Fact]
    public Task Secret_args_are_an_envelope_around_the_object()
        => Holds(
            $$"""{"rule":{{Wire.Secret("""{"action":"a"}""")}}}""",
            () => new ThingArgs { Rule = Output.CreateSecret(new RuleArgs { Action = "a" }) });

    [Fact]
    public Task Args_made_by_apply_over_an_unknown_are_unknown_in_a_preview()
        => Holds(
            $$"""{"rule":"{{Wire.Unknown}}"}""",
            () => new ThingArgs { Rule = OutputUtilities.CreateUnknown("a").Apply(action => new RuleArgs { Action = action }) });

    [Fact]
    public Task An_unknown_list_is_the_sentinel()
        => Holds(
            $$"""{"zones":"{{Wire.Unknown}}"}""",
            () => new ThingArgs { Zones = OutputUtilities.CreateUnknown(ImmutableArray.Create("a")) });

    [Fact]
    public async Task Assets_and_archives_have_signatures_of_their_own()
    {
        const string Asset = "c44067f5952c0a294b673a41bacd8c17";
        const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";
        await Holds($$"""{"source":{{Signed(Asset, "path", "\"p\"")}}}""", () => new ThingArgs { Source = new FileAsset("p") });
        await Holds($$"""{"source":{{Signed(Asset, "text", "\"t\"")}}}""", () => new ThingArgs { Source = new StringAsset("t") });
        await Holds($$"""{"source":{{Signed(Asset, "uri", "\"u\"")}}}""", () => new ThingArgs { Source = new RemoteAsset("u") });
        await Holds($$"""{"source":{{Signed(Archive, "path", "\"p\"")}}}""", () => new ThingArgs { Source = new FileArchive("p") });
        await Holds($$"""{"source":{{Signed(Archive, "uri", "\"u\"")}}}""", () => new ThingArgs { Source = new RemoteArchive("u") });
        await Holds(
            $$"""{"source":{{Signed(Archive, "assets", $$"""{"a":{{Signed(Asset, "text", "\"t\"")}}}""")}}}""",
            () => new ThingArgs { Source = new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a"] = new StringAsset("t") }) });

        static string Signed(string signature, string property, string json)
            => Wire.Canonical($$"""{"{{Wire.SignatureKey}}":"{{signature}}","{{property}}":{{json}}}""");
    }

    [Fact]
    public Task A_resource_within_json_is_its_id()
        => Holds("""{"target":"a-id"}""", () => new ThingArgs { Target = new Thing("a") }, isPreview: false);

    [Fact]
    public Task An_output_of_a_resource_is_its_value_when_it_is_known()
        => Holds("""{"name":"a-id"}""", () => new ThingArgs { Name = new Thing("a").Id });

    [Fact]
    public async Task A_text_that_looks_like_json_stays_a_text()
        => await Holds("""{"name":"{\"a\":1}"}""", () => new ThingArgs { Name = """{"a":1}""" });

    [Fact]
    public async Task The_wire_equals_the_plain_inputs_when_all_is_known()
    {
        static ThingArgs Args() => new() { Name = "a", Zones = { "b" }, Tags = { ["c"] = "d" }, Rule = new RuleArgs { Action = "e" } };

        var mocks = await Run.Stack(() => _ = new Thing("plain", Args()));
        Assert.Equal(await Wire.Of(Args), Wire.Canonical(JsonSerializer.Serialize(mocks.Resource("plain").Inputs)));
    }

    [Fact]
    public async Task The_wrapped_json_itself_is_known_whatever_stands_in_it()
    {
        var wire = await Wire.Of(() => new ThingArgs { Name = Output.CreateSecret("a"), Zones = { OutputUtilities.CreateUnknown("b") } });
        Assert.Contains(Wire.Unknown, wire, StringComparison.Ordinal);
        Assert.Contains(Wire.SecretSignature, wire, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wire_name_of_an_input_is_only_in_the_attribute_data()
    {
        var property = typeof(ThingArgs).GetProperty(nameof(ThingArgs.Name))!;
        var data = property.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(InputAttribute));
        Assert.Equal("name", data.ConstructorArguments[0].Value);
        Assert.Empty(typeof(InputAttribute).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly));
    }

    private static async Task Is(string expected, Func<ResourceArgs> args) => Assert.Equal(Wire.Canonical(expected), await Wire.Of(args));

    private static async Task Holds(string expected, Func<ThingArgs> args, bool isPreview = true)
        => Assert.Equal(Wire.Canonical(expected), await Wire.Of(args, isPreview));
}
