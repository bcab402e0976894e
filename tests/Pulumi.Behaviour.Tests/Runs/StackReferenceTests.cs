namespace Pulumi.Behaviour.Tests;

public sealed class StackReferenceTests
{
    [Fact]
    public async Task A_reference_is_a_read_by_the_name_of_the_other_stack()
    {
        var mocks = Reference();
        await Run.Stack(() => _ = new StackReference("org/project/dev"), mocks);
        var request = mocks.Resources.Single();
        Assert.Equal(("pulumi:pulumi:StackReference", "org/project/dev"), (request.Type, request.Id));
        Assert.Equal("org/project/dev", request.Inputs["name"]);
    }

    [Fact]
    public async Task The_name_given_in_the_args_wins()
    {
        var mocks = Reference();
        await Run.Stack(() => _ = new StackReference("ref", new StackReferenceArgs { Name = "org/project/dev" }), mocks);
        Assert.Equal(("ref", "org/project/dev"), (mocks.Resources.Single().Name, mocks.Resources.Single().Id));
    }

    [Fact]
    public async Task The_name_is_an_output()
        => Assert.Equal("dev", (await Run.Preview(() => new StackReference("ref").Name, Reference())).Value);

    [Fact]
    public async Task An_output_is_found()
    {
        var seen = await Run.Preview(() => new StackReference("ref").GetOutput("plain"), Reference());
        Assert.Equal(new Seen<object?>("p", IsKnown: true, IsSecret: false, "ref"), seen);
    }

    [Fact]
    public async Task An_output_among_the_secret_names_is_secret_and_no_other()
    {
        Assert.True((await Run.Preview(() => new StackReference("ref").GetOutput("hidden"), Reference())).IsSecret);
        Assert.False((await Run.Preview(() => new StackReference("ref").RequireOutput("plain"), Reference())).IsSecret);
    }

    [Fact]
    public async Task A_missing_output_is_null()
        => Assert.Null((await Run.Preview(() => new StackReference("ref").GetOutput("none"), Reference())).Value);

    [Fact]
    public async Task A_missing_output_that_is_required_fails_and_is_named_with_the_stack_that_was_read()
        => Assert.Contains(
            "Required output 'none' does not exist on stack 'dev'.",
            await Run.Failure(() => new StackReference("ref").RequireOutput("none"), Reference()),
            StringComparison.Ordinal);

    [Fact]
    public async Task Details_say_whether_the_value_is_secret()
    {
        var (plain, hidden) = await Run.Preview(
            async () =>
            {
                var reference = new StackReference("ref");
                return (await reference.GetOutputDetailsAsync("plain"), await reference.GetOutputDetailsAsync("hidden"));
            },
            Reference());
        Assert.Equal(("p", null), (plain.Value, plain.SecretValue));
        Assert.Equal((null, "h"), (hidden.Value, hidden.SecretValue));
    }

    [Fact]
    public async Task A_plain_value_is_given_and_a_secret_one_refused()
    {
        var value = await Run.Preview(
            async () =>
            {
                var reference = new StackReference("ref");
                await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("hidden"));
                await Assert.ThrowsAsync<InvalidOperationException>(() => reference.RequireValueAsync("hidden"));
                return (await reference.GetValueAsync("plain"), await reference.RequireValueAsync("plain"));
            },
            Reference());
        Assert.Equal(("p", "p"), value);
    }

    private static Mocks Reference() => Mocks.Answering(new Dictionary<string, object>
    {
        ["name"] = "dev",
        ["outputs"] = new Dictionary<string, object> { ["plain"] = "p", ["hidden"] = "h" },
        ["secretOutputNames"] = new[] { "hidden" },
    });
}
