using Pulumi.Utilities;
using System.Text.Json;

namespace Pulumi.Behaviour.Tests;

public sealed class JsonTests
{
    private sealed record Person(string Name, Output<int> Age);

    [Fact]
    public async Task Json_of_a_plain_value_is_written()
        => Assert.Equal("[1,2]", (await Seen.Read(Output.JsonSerialize(Output.Create(new[] { 1, 2 })))).Value);

    [Fact]
    public async Task Json_holds_the_values_of_nested_outputs()
        => Assert.Equal(
            """{"Name":"a","Age":3}""",
            (await Seen.Read(Output.JsonSerialize(Output.Create(new Person("a", Output.Create(3)))))).Value);

    [Fact]
    public async Task Json_is_unknown_when_a_nested_output_is()
        => Assert.False((await Seen.Read(Output.JsonSerialize(Output.Create(new Person("a", OutputUtilities.CreateUnknown(3)))))).IsKnown);

    [Fact]
    public async Task Json_is_unknown_when_the_value_is()
        => Assert.False((await Seen.Read(Output.JsonSerialize(OutputUtilities.CreateUnknown(3)))).IsKnown);

    [Fact]
    public async Task Json_is_secret_when_a_nested_output_is()
        => Assert.True((await Seen.Read(Output.JsonSerialize(Output.Create(new Person("a", Output.CreateSecret(3)))))).IsSecret);

    [Fact]
    public async Task Json_depends_on_what_nested_outputs_depend_on()
    {
        var seen = await Run.Update(() => Output.JsonSerialize(Output.Create(new Dictionary<string, Output<string>>
        {
            ["id"] = new Thing("a").Id,
        })));
        Assert.Equal(("""{"id":"a-id"}""", "a"), (seen.Value, seen.DependsOn));
    }

    [Fact]
    public async Task Json_is_written_with_the_options_given()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        var json = Output.JsonSerialize(Output.Create(new Person("a", Output.Create(3))), options);
        Assert.Equal("""{"name":"a","age":3}""", (await Seen.Read(json)).Value);
    }

    [Fact]
    public async Task Json_is_read_into_a_type()
    {
        var seen = await Seen.Read(Output.JsonDeserialize<int[]>(Output.Create("[1,2]")));
        Assert.Equal([1, 2], seen.Value);
    }

    [Fact]
    public async Task Json_is_read_with_the_marks_of_its_text()
    {
        var seen = await Seen.Read(Output.JsonDeserialize<int[]>(Output.CreateSecret("[1]")));
        Assert.Equal((true, true), (seen.IsKnown, seen.IsSecret));
        Assert.False((await Seen.Read(Output.JsonDeserialize<int[]>(OutputUtilities.CreateUnknown("[1]")))).IsKnown);
    }

    [Fact]
    public async Task A_nested_output_read_from_secret_json_is_secret()
    {
        var seen = await Seen.Read(Output.JsonDeserialize<Person>(Output.CreateSecret("""{"Name":"a","Age":3}""")));
        Assert.Equal(new Seen<int>(3, IsKnown: true, IsSecret: true, ""), await Seen.Read(seen.Value.Age));
    }

    [Fact]
    public async Task Input_json_takes_text_documents_elements_and_outputs_of_them()
    {
        using var document = JsonDocument.Parse("[1]");
        InputJson[] inputs =
        [
            "[1]", document, document.RootElement, Output.Create("[1]"), Output.Create(document), Output.Create(document.RootElement),
        ];
        foreach (var input in inputs)
        {
            Assert.Equal("[1]", (await Seen.Read(input.ToOutput())).Value.GetRawText());
        }
    }

    [Fact]
    public void Input_json_refuses_text_that_is_no_json() => Assert.ThrowsAny<JsonException>(() => (InputJson)"{");
}
