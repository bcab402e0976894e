using Infra.Model.Backends;
using Infra.Model.Errors;
using Pulumi;

namespace Infra.Engine.Tests;

public sealed class ProtectionTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task A_protected_resource_is_neither_deleted_nor_replaced()
    {
        await stack.UpAsync(() => _ = new Thing("precious", options: new CustomResourceOptions { Protect = true }));
        string before = stack.EverythingOnDisk();
        stack.Program = () => { };

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(ErrorKind.Resource, refusal.Kind);
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
}
