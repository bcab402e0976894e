using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

/// <summary>Outputs that components and stacks register.</summary>
public sealed class ComponentOutputTests
{
    private const string StackUrn = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack";

    [Fact]
    public async Task Outputs_of_a_component_come_to_the_mock_under_its_urn()
    {
        var mocks = await Run.Stack(
            () => _ = new Group("g", group => group.RegisterOutputs(new Dictionary<string, object?> { ["a"] = "b" })));
        var request = mocks.Outputs.Single(outputs => outputs.Urn.EndsWith("::g", StringComparison.Ordinal));
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Group::g", request.Urn);
        Assert.Equal("b", (await Seen.Read(request.Outputs["a"])).Value);
    }

    [Fact]
    public async Task Outputs_keep_their_marks()
    {
        var mocks = await Run.Stack(() => _ = new Group("g", group => group.RegisterOutputs(new Dictionary<string, object?>
        {
            ["secret"] = Output.CreateSecret("s"),
            ["unknown"] = OutputUtilities.CreateUnknown("u"),
        })));
        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::g", StringComparison.Ordinal)).Outputs;
        Assert.True((await Seen.Read(outputs["secret"])).IsSecret);
        Assert.False((await Seen.Read(outputs["unknown"])).IsKnown);
    }

    [Fact]
    public async Task Outputs_that_are_null_are_left_out()
    {
        var mocks = await Run.Stack(
            () => _ = new Group("g", group => group.RegisterOutputs(new Dictionary<string, object?> { ["a"] = null })));
        Assert.Empty(mocks.Outputs.Single(request => request.Urn.EndsWith("::g", StringComparison.Ordinal)).Outputs);
    }

    [Fact]
    public async Task Without_arguments_the_properties_marked_output_are_registered()
    {
        var mocks = await Run.Stack(() => _ = new Group("g", group =>
        {
            group.Size = Output.Create(3);
            group.RegisterOutputs();
        }));
        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::g", StringComparison.Ordinal)).Outputs;
        Assert.Equal(3.0, (await Seen.Read(outputs["size"])).Value);
    }

    [Fact]
    public async Task Outputs_of_a_stack_are_its_properties()
    {
        var mocks = await SettingsStack.Test(stack => stack.Answer = Output.Create("42"));
        Assert.Equal(StackUrn, mocks.Outputs.Single().Urn);
        Assert.Equal("42", (await Seen.Read(mocks.Outputs.Single().Outputs["answer"])).Value);
    }

    [Fact]
    public async Task A_component_keeps_the_output_that_its_property_began_with()
    {
        Begun? begun = null;
        await Run.Stack(() => begun = new Begun());
        Assert.Equal("early", (await Seen.Read(begun!.Text)).Value);
        Assert.Null(begun.Unset);
    }

    [Fact]
    public async Task A_stack_output_without_a_value_is_refused()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => SettingsStack.Test(_ => { }));
        Assert.Equal(
            "Output(s) 'answer' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.",
            failure.Message);
    }

    [Fact]
    public async Task A_test_function_gives_its_outputs_back()
    {
        var (resources, outputs) = await Deployment.TestAsync(new Mocks(), Run.Options(), IDictionary<string, object?> () =>
        {
            _ = new Thing("a");
            return new Dictionary<string, object?> { ["x"] = 1 };
        });
        Assert.Equal(1, outputs["x"]);
        Assert.Equal(["a"], resources.Select(resource => resource.GetResourceName()));
    }
    private sealed class Begun() : ComponentResource("test:index:Begun", "begun")
    {
        [Output("text")]
        public Output<string> Text { get; private set; } = Output.Create("early");

        [Output("unset")]
        public Output<string>? Unset { get; private set; }
    }
}
