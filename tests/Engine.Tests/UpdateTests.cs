using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Tests;

public sealed class UpdateTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task After_an_update_there_is_nothing_to_do()
    {
        UpdateOutcome outcome = await stack.UpAsync(Pair);

        Assert.True(outcome.Succeeded);
        Assert.Equal(["infra-test", "first", "second"], outcome.Done.Select(s => s.Name));
        Assert.Equal(new PlanSummary(0, 0, 0, 0, 3, 0, 0), (await stack.PreviewAsync()).Summary);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_writes_nothing()
    {
        await stack.UpAsync(Pair);
        string before = stack.EverythingOnDisk();

        UpdateOutcome outcome = await stack.UpAsync();

        Assert.Empty(outcome.Done);
        Assert.Equal(before, stack.EverythingOnDisk());
    }

    [Fact]
    public async Task Values_that_an_apply_decides_reach_their_users()
    {
        await stack.UpAsync(Pair);

        StringAssertContains("\"text\":\"first-", stack.EverythingOnDisk());
        Assert.DoesNotContain(PropertyJson.UnknownSentinel, stack.EverythingOnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_cloud_decided_inside_a_given_block_is_known_in_later_runs()
    {
        static PropertyMap Block(string key, string value) => PropertyMap.Empty.With("block", PropertyValue.Of(PropertyMap.Empty.With(key, PropertyValue.Of(value))));

        PropertyMap result = Infra.Engine.Steps.Overlay.Put(Block("endpoint", "10.0.0.1"), Block("enabled", "yes"));

        Assert.Equal("""{"block":{"enabled":"yes","endpoint":"10.0.0.1"}}""", result.ToString());
    }

    [Fact]
    public async Task A_changed_property_is_an_update_with_its_path_and_both_values()
    {
        await stack.UpAsync(() => _ = new Thing("a", new ThingArgs { Labels = { { "owner", "x" } }, Rules = { new RuleArgs { Origins = { "1", "2" } } } }));
        stack.Program = () => _ = new Thing("a", new ThingArgs { Labels = { { "owner", "y" }, { "new", "z" } }, Rules = { new RuleArgs { Origins = { "1" } } } });

        PlanStep step = (await stack.PreviewAsync()).Steps.Single(s => s.Name == "a");

        Assert.Equal(StepOp.Update, step.Op);
        Assert.Equal(
            ["Add labels.new  => \"z\"", "Update labels.owner \"x\" => \"y\"", "Delete rules[0].origins[1] \"2\" => "],
            step.Diff.Select(d => $"{d.Kind} {d.Path} {d.Old} => {d.New}"));
        Assert.True((await stack.UpAsync()).Succeeded);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_change_that_forces_replacement_replaces_and_leaves_one_resource()
    {
        await stack.UpAsync(() => Replaceable("x"));

        UpdateOutcome outcome = await stack.UpAsync(() => Replaceable("y"));

        PlanStep step = Assert.Single(outcome.Done);
        Assert.Equal(StepOp.Replace, step.Op);
        Assert.True(Assert.Single(step.Diff).ForcesReplacement);
        Assert.Equal(1, (await stack.Backend.StatusAsync(TestContext.Current.CancellationToken)).Resources);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task What_the_program_no_longer_declares_is_deleted_users_first()
    {
        await stack.UpAsync(Pair);

        UpdateOutcome outcome = await stack.UpAsync(() => { });

        Assert.Equal([(StepOp.Delete, "second"), (StepOp.Delete, "first")], outcome.Done.Select(s => (s.Op, s.Name)));
        Assert.Equal(0, (await stack.Backend.StatusAsync(TestContext.Current.CancellationToken)).Resources);
    }

    [Fact]
    public async Task An_alias_keeps_the_resource_that_was_renamed()
    {
        await stack.UpAsync(() => _ = new Thing("old", new ThingArgs { Text = "x" }));

        UpdateOutcome outcome = await stack.UpAsync(() =>
            _ = new Thing("new", new ThingArgs { Text = "x" }, new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } }));

        Assert.Empty(outcome.Done);
        Assert.DoesNotContain("Thing::old", stack.EverythingOnDisk(), StringComparison.Ordinal);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task Ignored_changes_keep_the_recorded_value()
    {
        await stack.UpAsync(() => _ = new Thing("a", new ThingArgs { Text = "x" }, new CustomResourceOptions { IgnoreChanges = { "text" } }));
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "y" }, new CustomResourceOptions { IgnoreChanges = { "text" } });

        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_cancelled_update_does_no_further_step_and_leaves_a_good_state()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        stack.Program = Pair;

        UpdateOutcome outcome = await stack.UpAsync(cancelled.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal(["first", "second"], outcome.Skipped.Select(s => s.Name));
        Assert.True((await stack.UpAsync()).Succeeded);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task Destroy_deletes_everything_users_first_and_a_second_one_has_nothing_to_do()
    {
        await stack.UpAsync(Pair);

        UpdateOutcome outcome = await stack.DestroyAsync();

        Assert.Equal(["second", "first", "infra-test"], outcome.Done.Select(s => s.Name));
        InfraException nothing = await Assert.ThrowsAsync<InfraException>(stack.DestroyAsync);
        Assert.Equal(ErrorKind.StackNotFound, nothing.Kind);
        Assert.Equal("Stack test has no resources on the local backend: there is nothing to destroy.", nothing.Message);
    }

    [Fact]
    public async Task A_type_without_a_schema_passes_and_is_counted_aloud()
    {
        stack.Program = Pair;

        Assert.Equal([Thing.Token], (await stack.PreviewAsync()).UncheckedTypes);
    }

    private static void Pair()
    {
        Thing first = new("first", new ThingArgs { Text = "x" });
        _ = new Thing("second", new ThingArgs { Text = first.Id });
    }

    private static void Replaceable(string text) => _ = new Thing("a", new ThingArgs { Text = text }, new CustomResourceOptions { ReplaceOnChanges = { "text" } });

    private static void StringAssertContains(string part, string whole) => Assert.Contains(part, whole, StringComparison.Ordinal);
}
