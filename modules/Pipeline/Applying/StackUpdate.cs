using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Applying;

/// <summary>Updates a stack by what was sealed, or by a plan of now where the stack is not protected.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class StackUpdate(Host host, Repository repository)
{
    /// <summary>Updates it.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="wait">How long to wait for another run; null for not at all.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops it; what was begun is recorded all the same.</param>
    /// <exception cref="InfraException">It is refused, does not fit any more, a gate is closed, or it was stopped.</exception>
    public async Task<(Plan Plan, UpdateOutcome Outcome)> RunAsync(string stack, string kind, TimeSpan? wait, ApplyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (kind != BackendNames.Local && request.Envelope is null && await new Protection(host, repository).HoldsAsync(stack, kind, cancellation))
        {
            throw new InfraException(
                ErrorKind.GateBlocked, $"{stack} is protected: nothing reaches it that was not sealed and approved. Seal with `infra preview {stack} --backend pulumi --seal --out FILE`, and pass --plan FILE.");
        }

        if (kind != BackendNames.Local && stack == BootstrapSettings.Stack.Value)
        {
            throw new InfraException(ErrorKind.Configuration, "The stack bootstrap of the real cloud is updated by `infra bootstrap --backend pulumi --plan FILE`, which knows its other steps.");
        }

        IBackend backend = new StackBackends(host, repository).Of(stack, kind, wait, request.Envelope ?? repository.UnsealedFile(stack));

        // One lock over both, or the plan could be stale before it is shown.
        using IDisposable held = await backend.LockAsync("up", cancellation);
        try
        {
            return await new Applier(host, repository, backend).RunAsync(stack, request, cancellation);
        }
        catch (OperationCanceledException cancelled)
        {
            throw Carried.BeforeFirstStep(stack, cancelled);
        }
    }
}
