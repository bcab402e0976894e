namespace Infra.Cli.Tests;

/// <summary>Every stack that is committed, and one that is made of files alone, from nothing to nothing to do.</summary>
public sealed class StackTests
{
    public static TheoryData<string> Stacks => [.. Directory.GetFiles(Path.Combine(Fixture.Root, "stacks"), "Pulumi.*.yaml")
        .Select(f => Path.GetFileName(f)["Pulumi.".Length..^".yaml".Length])
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_stack_is_carried_out_and_leaves_nothing_to_do_and_no_type_unchecked(string stack)
    {
        using Workspace workspace = new();
        await NothingIsLeftToDoAsync(workspace, stack);
    }

    [Fact]
    public async Task A_fifth_stack_needs_files_under_stacks_and_nothing_else()
    {
        using Workspace workspace = new();
        string sandbox = workspace.Read("stacks/Pulumi.dev.yaml")
            .Replace("setu-dev-471203", "setu-sandbox-195042", StringComparison.Ordinal)
            .Replace("600768467241", "195042883617", StringComparison.Ordinal)
            .Replace("10.16.", "10.20.", StringComparison.Ordinal)
            .Replace("10.17.", "10.21.", StringComparison.Ordinal)
            .Replace("10.18.", "10.22.", StringComparison.Ordinal);
        workspace.Write("stacks/Pulumi.sandbox.yaml", sandbox);
        workspace.Replace("stacks/delivery/calendar.yaml", "otherwise:\n", "otherwise:\n  sandbox: allowed\n");
        workspace.Replace("stacks/delivery/gates.yaml", "environments:\n", "environments:\n  sandbox:\n    planFresh: {}\n    policyClean: {}\n");

        await NothingIsLeftToDoAsync(workspace, "sandbox");

        (string status, int code) = await workspace.RunAsync(["status", "sandbox"]);
        Assert.Equal(0, code);
        Assert.Contains("sandbox", status, StringComparison.Ordinal);
        (string dev, _) = await workspace.RunAsync(["preview", "dev", "--format", "markdown"]);
        Assert.DoesNotContain("sandbox", dev, StringComparison.Ordinal);
    }

    private static async Task NothingIsLeftToDoAsync(Workspace workspace, string stack)
    {
        (string made, int up) = await workspace.RunAsync(["up", stack, "--yes"]);
        Assert.True(up == 0, made);
        Assert.DoesNotContain("Not checked:", made, StringComparison.Ordinal);

        (string again, int preview) = await workspace.RunAsync(["preview", stack, "--detailed-exitcode"]);
        Assert.True(preview == 0, again);
        Assert.Contains("Plan: no changes, ", again, StringComparison.Ordinal);
    }
}
