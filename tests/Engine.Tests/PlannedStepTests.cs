using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Tests;

/// <summary>An update does what was planned and nothing else: what turns out new, missing or different when values are known stops it.</summary>
public sealed class PlannedStepTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task A_plan_that_no_longer_fits_stops_before_the_step_that_differs()
    {
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "x" });
        Plan plan = await stack.PreviewAsync();
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "y" });

        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.PlanStale, stale.Kind);
        Assert.Equal(
            "urn:pulumi:test::infra::test:index/thing:Thing::a: text is \"y\", and the plan says \"x\". The plan is out of date and nothing further was done; preview again.",
            stale.Message);
        Assert.Equal(0, (await stack.Backend.StatusAsync(TestContext.Current.CancellationToken)).Resources);
    }

    [Fact]
    public async Task What_is_unknown_in_the_plan_resolves_and_a_step_that_then_differs_is_not_done()
    {
        Plan plan = await PlanAsync(number: 1);
        Assert.True(plan.Steps.Single(s => s.Name == "second").Inputs["text"]!.ContainsUnknown);

        stack.Program = () => Follow(number: 2);
        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.PlanStale, stale.Kind);
        Assert.Contains("::second: number is 2, and the plan says 1.", stale.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Thing::second", stack.EverythingOnDisk(), StringComparison.Ordinal);

        UpdateOutcome outcome = await stack.Backend.ApplyAsync(await PlanAsync(number: 1), null, TestContext.Current.CancellationToken);

        Assert.True(outcome.Succeeded);
        Assert.Contains("Thing::second", stack.EverythingOnDisk(), StringComparison.Ordinal);

        void Follow(int number)
        {
            Thing first = new("first", new ThingArgs { Text = "x" });
            _ = new Thing("second", new ThingArgs { Text = first.Computed, Number = number });
        }

        async Task<Plan> PlanAsync(int number)
        {
            stack.Program = () => Follow(number);
            return await stack.PreviewAsync();
        }
    }

    [Fact]
    public async Task A_resource_that_the_plan_does_not_have_is_not_made()
    {
        stack.Program = () => { };
        Plan plan = await stack.PreviewAsync();
        stack.Program = () => _ = new Thing("a");

        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.PlanStale, stale.Kind);
        Assert.Contains("would be created, and the plan does not have it", stale.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_turns_out_to_be_a_replacement_is_not_done_nor_anything_behind_it()
    {
        await stack.UpAsync(() => Chain(withFirst: false, replace: false, "x"));
        stack.Program = () => Chain(withFirst: true, replace: false, "y");
        Plan plan = await stack.PreviewAsync();
        Assert.Equal(["first Create", "second Update", "third Update"], plan.Steps.Where(s => s.Custom).Select(s => $"{s.Name} {s.Op}"));
        Assert.True(plan.Steps.Single(s => s.Name == "second").Inputs["text"]!.ContainsUnknown);

        stack.Program = () => Chain(withFirst: true, replace: true, "y");
        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(
            (ErrorKind.PlanStale, "urn:pulumi:test::infra::test:index/thing:Thing::second would be replaced, and the plan says update. The plan is out of date and nothing further was done; preview again."),
            (stale.Kind, stale.Message));
        await WholeAsync(3, "first Same", "second Replace", "third Update");

        static void Chain(bool withFirst, bool replace, string text)
        {
            Input<string> given = withFirst ? new Thing("first").Id : "x";
            _ = new Thing("second", new ThingArgs { Text = given }, new CustomResourceOptions { ReplaceOnChanges = replace ? ["text"] : [] });
            _ = new Thing("third", new ThingArgs { Text = text });
        }
    }

    [Fact]
    public async Task A_resource_that_only_a_resolved_value_declares_is_not_made_nor_anything_behind_it()
    {
        await stack.UpAsync(() => _ = new Thing("old"));
        stack.Program = () => new Thing("first").Computed.Apply(value => new Thing("hidden", new ThingArgs { Text = value }));
        Plan plan = await stack.PreviewAsync();
        Assert.Equal(["first Create", "old Delete"], plan.Steps.Where(s => s.Custom).Select(s => $"{s.Name} {s.Op}"));

        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(
            (ErrorKind.PlanStale, "urn:pulumi:test::infra::test:index/thing:Thing::hidden would be created, and the plan does not have it. The plan is out of date and nothing further was done; preview again."),
            (stale.Kind, stale.Message));
        stack.Program = () => _ = new Thing("first");
        await WholeAsync(2, "first Same", "old Delete");
    }

    [Fact]
    public async Task What_the_plan_has_and_the_program_declares_no_more_stops_before_anything_is_deleted()
    {
        await stack.UpAsync(() => (_, _) = (new Thing("kept"), new Thing("old")));
        stack.Program = () => (_, _) = (new Thing("kept", new ThingArgs { Text = "y" }), new Thing("new"));
        Plan plan = await stack.PreviewAsync();
        Assert.Equal(["kept Update", "new Create", "old Delete"], plan.Steps.Where(s => s.Custom).Select(s => $"{s.Name} {s.Op}"));

        stack.Program = () => _ = new Thing("new");
        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(
            (ErrorKind.PlanStale, "urn:pulumi:test::infra::test:index/thing:Thing::kept is not declared, and the plan says update. The plan is out of date and nothing further was done; preview again."),
            (stale.Kind, stale.Message));
        stack.Program = () => (_, _) = (new Thing("kept", new ThingArgs { Text = "y" }), new Thing("new"));
        await WholeAsync(3, "kept Update", "new Same", "old Delete");
    }

    // What was done is recorded, what was not is still to do, and the next update does it.
    private async Task WholeAsync(int resources, params string[] left)
    {
        Assert.Equal(resources, (await stack.Backend.StatusAsync(TestContext.Current.CancellationToken)).Resources);
        Assert.Empty(stack.Backend.VerifyState());
        Assert.DoesNotContain(PropertyJson.UnknownSentinel, stack.StateText(), StringComparison.Ordinal);
        Assert.Equal(left, (await stack.PreviewAsync()).Steps.Where(s => s.Custom).Select(s => $"{s.Name} {s.Op}"));
        Assert.True((await stack.UpAsync()).Succeeded);
        Assert.Equal([], (await stack.PreviewAsync()).Steps.Where(s => s.Op != StepOp.Same).Select(s => $"{s.Name} {s.Op} {string.Join(' ', s.Diff.Select(d => $"{d.Path} {d.Old} {d.New}"))}"));
    }
}
