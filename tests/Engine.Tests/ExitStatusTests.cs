using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Engine.Tests;

/// <summary>The exit status belongs to the whole process, so this runs while no other test does.</summary>
[CollectionDefinition(nameof(ExitStatusTests), DisableParallelization = true)]
[Collection(nameof(ExitStatusTests))]
public sealed class ExitStatusTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task The_exit_status_of_the_process_is_not_touched_by_a_program_that_fails()
    {
        int before = Environment.ExitCode;
        stack.Program = () => throw new InvalidOperationException("boom");

        await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(before, Environment.ExitCode);
    }
}
