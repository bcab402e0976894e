using Pulumi.Utilities;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

public sealed class InvokeTests
{
    private const string Token = "test:index:read";

    [Fact]
    public async Task An_invoke_goes_to_the_mock_with_token_and_arguments()
    {
        var mocks = new Mocks();
        await Run.Stack(() => Deployment.Instance.Invoke<object>(Token, new ReadArgs { Name = "a", Count = 2 }), mocks);
        var call = mocks.Calls.Single();
        Assert.Equal((Token, "a", 2.0), (call.Token, (string)call.Args["name"], (double)call.Args["count"]));
    }

    [Fact]
    public async Task The_answer_of_an_invoke_becomes_its_result()
        => Assert.Equal("allow", (await Run.Preview(() => Read(new ReadArgs()), Answer())).Value.Action);

    [Fact]
    public async Task An_invoke_of_plain_arguments_depends_on_nothing()
        => Assert.Equal("", (await Run.Preview(() => Read(new ReadArgs { Name = "a" }), Answer())).DependsOn);

    [Fact]
    public async Task An_invoke_with_an_unknown_argument_is_unknown_in_a_preview_and_is_not_made()
    {
        var mocks = Answer();
        var seen = await Run.Preview(() => Read(new ReadArgs { Name = OutputUtilities.CreateUnknown("a") }), mocks);
        Assert.Equal((false, ""), (seen.IsKnown, seen.DependsOn));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task Arguments_given_as_a_dictionary_are_sent()
    {
        var mocks = new Mocks();
        var args = new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("name", "a"));
        await Run.Stack(() => Deployment.Instance.Invoke<object>(Token, args), mocks);
        Assert.Equal("a", mocks.Calls.Single().Args["name"]);
    }

    [Fact]
    public async Task A_secret_in_the_answer_makes_the_result_secret()
    {
        var mocks = new Mocks { Call = _ => new Dictionary<string, object> { ["action"] = Output.CreateSecret("allow") } };
        var seen = await Run.Preview(() => Read(new ReadArgs()), mocks);
        Assert.Equal(("allow", true), (seen.Value.Action, seen.IsSecret));
    }

    [Fact]
    public async Task An_invoke_of_nothing_is_awaited()
    {
        var mocks = new Mocks();
        await Run.Preview(
            async () =>
            {
                await Deployment.Instance.InvokeAsync(Token, new ReadArgs { Name = "a" });
                return true;
            },
            mocks);
        Assert.Single(mocks.Calls);
    }

    [Fact]
    public async Task The_result_of_an_invoke_may_be_a_map()
    {
        var mocks = new Mocks { Call = _ => new Dictionary<string, object> { ["only"] = "a" } };
        var seen = await Run.Preview(
            () => Deployment.Instance.Invoke<ImmutableDictionary<string, string>>(Token, new ReadArgs()), mocks);
        Assert.Equal("a", seen.Value["only"]);
    }

    [Fact]
    public async Task An_invoke_waits_for_what_it_depends_on_and_depends_on_it()
    {
        var seen = await Run.Update(
            () => Deployment.Instance.Invoke<Rule>(Token, new ReadArgs(), new InvokeOutputOptions { DependsOn = { new Thing("a") } }),
            Answer());
        Assert.Equal("a", seen.DependsOn);
    }

    [Fact]
    public async Task An_invoke_that_fails_makes_the_run_fail()
    {
        var mocks = new Mocks { Call = _ => throw new InvalidOperationException("no answer") };
        Assert.Contains("no answer", await Run.Failure(() => Read(new ReadArgs()), mocks), StringComparison.Ordinal);
    }

    private static Output<Rule> Read(ReadArgs args) => Deployment.Instance.Invoke<Rule>(Token, args);

    private static Mocks Answer() => new() { Call = _ => new Dictionary<string, object> { ["action"] = "allow" } };

    private sealed class ReadArgs : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }

        [Input("count")]
        public Input<int>? Count { get; set; }
    }
}
