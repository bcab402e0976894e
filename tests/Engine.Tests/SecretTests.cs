using Infra.Model.Backends;
using Infra.Model.Plans;
using Pulumi;

namespace Infra.Engine.Tests;

public sealed class SecretTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

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
        stack.Options = stack.Options with { Entropy = new Infra.Machine.Chance.SystemEntropy() };
        stack.Program = () => Secretive("planted");
        Infra.Engine.LocalBackend backend = stack.Backend;

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

    private static void Secretive(string secret) => _ = new Thing("keeper", new ThingArgs { Text = Output.CreateSecret(secret) });
}
