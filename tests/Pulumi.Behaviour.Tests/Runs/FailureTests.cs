namespace Pulumi.Behaviour.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_in_the_body_fails_the_run_as_a_run_exception_without_a_cause()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Run.Stack(() => throw new InvalidOperationException("broken")));
        Assert.Null(failure.InnerException);
        Assert.Contains("failed with an unhandled exception", failure.Message, StringComparison.Ordinal);
        Assert.Contains("broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_exception_only_the_message_is_shown()
        => Assert.Equal("your mistake", await Run.Failure(() => throw new RunException("your mistake")));

    [Fact]
    public async Task Of_a_resource_exception_that_hides_its_stack_only_the_message_is_shown()
        => Assert.Equal(
            "its mistake",
            await Run.Failure(() => throw new ResourceException("its mistake", resource: null, hideStack: true)));

    [Fact]
    public async Task A_mock_that_throws_fails_the_run()
    {
        var mocks = new Mocks { NewResource = _ => throw new InvalidOperationException("mock broke") };
        Assert.Contains("mock broke", await FailureText(() => _ = new Thing("a"), mocks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apply_that_throws_fails_the_run_though_nobody_waits_for_it()
        => Assert.Contains(
            "apply broke",
            await FailureText(() => Output.Create(1).Apply(int (_) => throw new InvalidOperationException("apply broke"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_logged_error_fails_the_run_with_its_message()
        => Assert.Equal("wrong", await Run.Failure(() => Log.Error("wrong")));

    [Fact]
    public async Task Messages_below_an_error_do_not_fail_the_run()
        => await Run.Stack(() =>
        {
            Log.Debug("a");
            Log.Info("b");
            Log.Warn("c");
        });

    [Fact]
    public async Task Several_logged_errors_are_told_together()
    {
        var failure = await Assert.ThrowsAsync<AggregateException>(() => Run.Stack(() =>
        {
            Log.Error("first");
            Log.Error("second");
        }));
        Assert.Equal(["first", "second"], failure.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_exit_code_of_the_process_becomes_32()
    {
        await Run.Failure(() => throw new RunException("a"));
        Assert.Equal(32, Environment.ExitCode);
    }

    [Fact]
    public async Task The_run_fails_though_other_registrations_still_wait_for_their_inputs()
    {
        var mocks = new Mocks
        {
            NewResource = args => args.Name == "bad"
                ? Task.FromException<(string?, object)>(new InvalidOperationException("bad broke"))
                : Task.FromResult<(string?, object)>(("id", args.Inputs)),
        };
        var text = await FailureText(() => _ = new Thing("next", new ThingArgs { Name = new Thing("bad").Id }), mocks);
        Assert.Contains("bad broke", text, StringComparison.Ordinal);
        Assert.DoesNotContain(mocks.Resources, resource => resource.Name == "next");
    }

    [Fact]
    public async Task The_run_returns_at_the_first_failure_while_the_rest_goes_on()
    {
        var slow = new TaskCompletionSource<(string?, object)>();
        var fast = new TaskCompletionSource<(string?, object)>();
        var mocks = new Mocks { NewResource = args => (args.Name == "slow" ? slow : fast).Task };
        var run = Run.Stack(
            () =>
            {
                _ = new Thing("slow");
                _ = new Thing("fast");
            },
            mocks);
        fast.SetException(new InvalidOperationException("fast broke"));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Contains("fast broke", failure.ToString(), StringComparison.Ordinal);
        Assert.False(slow.Task.IsCompleted);
    }

    [Fact]
    public void Nothing_can_be_asked_of_a_run_outside_one()
        => Assert.Throws<InvalidOperationException>(() => Deployment.Instance.StackName);

    [Fact]
    public async Task A_program_without_the_engine_is_told_to_use_the_cli()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(void () => { }));
        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", failure.Message);
    }

    [Fact]
    public async Task A_run_within_a_run_is_refused()
        => Assert.Contains(
            "should only be set once",
            await FailureText(() => Run.Stack(() => { }).GetAwaiter().GetResult()),
            StringComparison.Ordinal);

    /// <summary>An official run may tell one failure several times, as an aggregate.</summary>
    private static async Task<string> FailureText(Action body, Mocks? mocks = null)
        => (await Assert.ThrowsAnyAsync<Exception>(() => Run.Stack(body, mocks))).ToString();
}
