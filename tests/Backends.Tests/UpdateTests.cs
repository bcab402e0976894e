using Pulumi;

namespace Infra.Backends.Tests;

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

        PropertyMap result = Infra.Backends.Local.Overlay.Put(Block("endpoint", "10.0.0.1"), Block("enabled", "yes"));

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
    public async Task A_protected_resource_is_neither_deleted_nor_replaced()
    {
        await stack.UpAsync(() => _ = new Thing("precious", options: new CustomResourceOptions { Protect = true }));
        string before = stack.EverythingOnDisk();
        stack.Program = () => { };

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(ExitCode.Resource, refusal.ExitCode);
        Assert.Equal(
            "urn:pulumi:test::infra::test:index/thing:Thing::precious would be deleted, and it is protected. If that is meant, set infra:protect to false in stacks/Pulumi.test.yaml (or the option protect of this resource), apply that, and try again.",
            refusal.Message);
        Assert.Equal(before, stack.EverythingOnDisk());
    }

    [Fact]
    public async Task Protection_that_the_program_took_away_in_the_same_change_still_counts()
    {
        await stack.UpAsync(() => _ = new Thing("a", new ThingArgs { Text = "x" }, new CustomResourceOptions { Protect = true, ReplaceOnChanges = { "text" } }));
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "y" }, new CustomResourceOptions { Protect = false, ReplaceOnChanges = { "text" } });

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Contains("would be replaced, and it is protected", refusal.Message, StringComparison.Ordinal);
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
    public async Task A_secret_is_nowhere_and_a_changed_secret_is_seen()
    {
        await stack.UpAsync(() => Secretive("planted-one"));
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
        stack.Program = () => Secretive("planted-two");

        Plan plan = await stack.PreviewAsync();
        await stack.UpAsync();

        PropertyDiff diff = Assert.Single(plan.Steps.Single(s => s.Name == "keeper").Diff);
        Assert.True(diff.IsSecret);
        Assert.DoesNotContain("planted", PlanJson.Write(plan), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", stack.EverythingOnDisk(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("planted-two"u8), stack.EverythingOnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_update_of_a_stack_with_a_secret_agrees_with_its_preview_on_real_random_keys()
    {
        stack.Options = stack.Options with { Entropy = new Infra.Backends.Local.SystemEntropy() };
        stack.Program = () => Secretive("planted");
        Infra.Backends.Local.LocalBackend backend = stack.Backend;

        Plan plan = await backend.PreviewAsync(TestContext.Current.CancellationToken);
        UpdateOutcome outcome = await backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.True(outcome.Succeeded);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_secret_output_can_be_used_in_a_later_run_that_does_not_change_it()
    {
        static void Program()
        {
            Thing keeper = new("keeper", new ThingArgs { Text = Output.CreateSecret("planted") });
            _ = new Thing("user", new ThingArgs { Text = keeper.Text.Apply(t => $"[{t}]") });
        }

        await stack.UpAsync(Program);

        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
        Assert.DoesNotContain("planted", stack.EverythingOnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_no_longer_fits_stops_before_the_step_that_differs()
    {
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "x" });
        Plan plan = await stack.PreviewAsync();
        stack.Program = () => _ = new Thing("a", new ThingArgs { Text = "y" });

        InfraException stale = await Assert.ThrowsAsync<InfraException>(() => stack.Backend.ApplyAsync(plan, null, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.PlanStale, stale.ExitCode);
        Assert.Equal(
            "urn:pulumi:test::infra::test:index/thing:Thing::a: text is \"y\", and the plan says \"x\". The plan does not fit any more and nothing further was done; preview again.",
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

        Assert.Equal(ExitCode.PlanStale, stale.ExitCode);
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

        Assert.Equal(ExitCode.PlanStale, stale.ExitCode);
        Assert.Contains("would be created, and the plan does not have it", stale.Message, StringComparison.Ordinal);
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
        Assert.Equal(ExitCode.StackNotFound, nothing.ExitCode);
        Assert.Equal("Stack test has no resources on the local backend: there is nothing to destroy.", nothing.Message);
    }

    [Fact]
    public async Task A_type_without_a_schema_passes_and_is_counted_aloud()
    {
        stack.Program = Pair;

        Assert.Equal([Thing.Token], (await stack.PreviewAsync()).UncheckedTypes);
    }

    [Fact]
    public async Task Files_can_be_read_by_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await stack.UpAsync(Pair);

        Assert.All(stack.Files(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_symbolic_link_in_the_place_of_the_state_is_refused()
    {
        await stack.UpAsync(Pair);
        string state = stack.Files().Single(f => f.EndsWith("state/test.jsonl", StringComparison.Ordinal));
        File.Move(state, state + ".elsewhere");
        File.CreateSymbolicLink(state, state + ".elsewhere");

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal($"{state} is a symbolic link. State files are never reached through links; remove the link.", refusal.Message);
    }

    private static void Pair()
    {
        Thing first = new("first", new ThingArgs { Text = "x" });
        _ = new Thing("second", new ThingArgs { Text = first.Id });
    }

    private static void Replaceable(string text) => _ = new Thing("a", new ThingArgs { Text = text }, new CustomResourceOptions { ReplaceOnChanges = { "text" } });

    private static void Secretive(string secret) => _ = new Thing("keeper", new ThingArgs { Text = Output.CreateSecret(secret) });

    private static void StringAssertContains(string part, string whole) => Assert.Contains(part, whole, StringComparison.Ordinal);
}
