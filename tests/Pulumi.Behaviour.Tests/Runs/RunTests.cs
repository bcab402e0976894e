using Pulumi.Testing;
using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_is_a_preview_of_stack_in_project_in_organization_unless_told_otherwise()
    {
        var names = "";
        await Deployment.TestAsync(new Mocks(), new TestOptions(), void () => names = Names());
        Assert.Equal("organization project stack preview", names);
    }

    [Fact]
    public async Task A_run_has_the_names_it_is_given()
    {
        var names = "";
        var options = new TestOptions { OrganizationName = "o", ProjectName = "p", StackName = "s", IsPreview = false };
        await Deployment.TestAsync(new Mocks(), options, void () => names = Names());
        Assert.Equal("o p s update", names);
    }

    [Fact]
    public async Task A_stack_is_named_after_project_and_stack()
    {
        var resources = await Deployment.TestAsync<Bare>(new Mocks());
        Assert.Equal("project-stack", Assert.Single(resources).GetResourceName());
    }

    [Fact]
    public async Task A_stack_is_made_by_the_service_provider_within_the_run()
    {
        var names = "";
        await SettingsStack.Test(stack => stack.Answer = Output.Create(names = Names()), testOptions: new TestOptions { StackName = "dev" });
        Assert.Equal("organization project dev preview", names);
    }

    [Fact]
    public async Task A_service_provider_without_the_stack_fails()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Deployment.TestWithServiceProviderAsync<SettingsStack>(
            new Mocks(), new SettingsStack.Provider(() => null), Run.Options()));
        Assert.Contains("Failed to resolve instance of type", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixteen_runs_at_once_stay_apart()
    {
        var runs = Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            var mocks = new Mocks
            {
                NewResource = async args =>
                {
                    await Task.Yield();
                    return ($"{Deployment.Instance.StackName}-{args.Name}", args.Inputs);
                },
            };
            var resources = await Deployment.TestAsync(mocks, new TestOptions { StackName = $"s{i}" }, void () =>
            {
                for (var n = 0; n < 20; n++)
                {
                    _ = new Thing($"t{n}");
                }
            });
            var ids = await Task.WhenAll(resources.OfType<Thing>().Select(thing => OutputUtilities.GetValueAsync(thing.Id)));
            Assert.Equal(20, ids.Length);
            Assert.All(ids, id => Assert.StartsWith($"s{i}-", id, StringComparison.Ordinal));
        }));
        await Task.WhenAll(runs);
    }

    [Fact]
    public async Task The_run_is_over_for_the_caller_when_it_comes_back()
    {
        await Run.Stack(() => { });
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }

    [Fact]
    public async Task An_asynchronous_body_is_waited_for()
    {
        var resources = await Deployment.TestAsync(new Mocks(), Run.Options(), async Task () =>
        {
            await Task.Yield();
            _ = new Thing("late");
        });
        Assert.Equal(["late"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Mocks_know_the_run_they_answer_for()
    {
        var stack = "";
        var mocks = new Mocks
        {
            NewResource = args =>
            {
                stack = Deployment.Instance.StackName;
                return Task.FromResult<(string?, object)>(("id", args.Inputs));
            },
        };
        await Run.Stack(() => _ = new Thing("a"), mocks);
        Assert.Equal("stack", stack);
    }

    [Fact]
    public async Task A_mock_may_answer_a_null_id_and_every_output_unknown_instead_of_failing()
    {
        var mocks = new Mocks
        {
            NewResource = args => Task.FromResult<(string?, object)>(args.Name == "failed"
                ? (null, new Dictionary<string, object> { ["name"] = Wire.Unknown })
                : ("id", args.Inputs)),
        };
        await Run.Stack(() => _ = new Thing("next", new ThingArgs { Name = new Thing("failed").Name, Size = 1 }), mocks, isPreview: false);
        Assert.Equal(["size"], mocks.Resource("next").Inputs.Keys);
    }

    private static string Names()
    {
        var run = Deployment.Instance;
        return $"{run.OrganizationName} {run.ProjectName} {run.StackName} {(run.IsDryRun ? "preview" : "update")}";
    }

    private sealed class Bare : Stack;
}
