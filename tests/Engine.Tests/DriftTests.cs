using System.Collections.Immutable;
using Infra.Emulator;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Tests;

public sealed class DriftTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Theory]
    [InlineData("labels.owner", "\"x\"", "labels.owner \"a\" => \"x\"")]
    [InlineData("labels.extra", "\"x\"", "labels.extra  => \"x\"")]
    [InlineData("labels.owner", null, "labels.owner \"a\" => ")]
    [InlineData("rules[0].origins[1]", "\"x\"", "rules[0].origins[1] \"2\" => \"x\"")]
    [InlineData("rules[0]", null, "rules[0].name \"r\" => \"s\"|rules[0].origins [\"1\",\"2\"] => |rules[1] {\"name\":\"s\"} => ")]
    [InlineData("number", "7", "number 3 => 7")]
    public async Task A_change_behind_the_programs_back_is_named_and_mended(string path, string? json, string drift)
    {
        await stack.UpAsync(Program);
        string before = stack.StateText();
        CloudConsole console = stack.Console;
        console.Edit(console.Show().Single().Id, path, json is null ? null : PropertyJson.Read(System.Text.Json.JsonDocument.Parse(json).RootElement));

        ImmutableArray<ResourceDrift> found = await stack.Backend.DriftAsync(TestContext.Current.CancellationToken);

        Assert.Equal(drift, string.Join('|', found.Single().Properties.Select(p => $"{p.Path} {p.Old} => {p.New}")));
        Assert.Equal(before, stack.StateText());
        Assert.True((await stack.PreviewAsync()).Summary.HasChanges);
        Assert.True((await stack.UpAsync()).Succeeded);
        Assert.Empty(await stack.Backend.DriftAsync(TestContext.Current.CancellationToken));
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    [Fact]
    public async Task A_resource_that_somebody_deleted_is_named_and_made_again()
    {
        await stack.UpAsync(Program);
        CloudConsole console = stack.Console;
        console.Delete(console.Show().Single().Id);

        ResourceDrift drift = Assert.Single(await stack.Backend.DriftAsync(TestContext.Current.CancellationToken));
        UpdateOutcome outcome = await stack.UpAsync();

        Assert.True(drift.IsGone);
        Assert.Equal(StepOp.Create, Assert.Single(outcome.Done).Op);
        Assert.Empty(await stack.Backend.DriftAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_nobody_decided_at_the_top_level_is_shown_and_left_alone()
    {
        await stack.UpAsync(Program);
        CloudConsole console = stack.Console;
        console.Edit(console.Show().Single().Id, "status", PropertyValue.Of("busy"));

        Assert.Equal("status", Assert.Single(Assert.Single(await stack.Backend.DriftAsync(TestContext.Current.CancellationToken)).Properties).Path);
        Assert.False((await stack.PreviewAsync()).Summary.HasChanges);
    }

    private static void Program() => _ = new Thing(
        "a", new ThingArgs { Number = 3, Labels = { { "owner", "a" } }, Rules = { new RuleArgs { Name = "r", Origins = { "1", "2" } }, new RuleArgs { Name = "s" } } });
}
