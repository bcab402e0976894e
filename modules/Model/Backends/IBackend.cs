using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Model.Backends;

/// <summary>What makes and executes plans of one stack.</summary>
public interface IBackend
{
    /// <summary><c>local</c> or <c>pulumi</c>.</summary>
    string Name { get; }

    /// <summary>What the last operation has to say about earlier runs, one line each; for people, on stderr.</summary>
    ImmutableArray<string> Notices { get; }

    /// <summary>Takes the stack's lock for a preview and the update that follows it.</summary>
    /// <param name="operation">What for, such as <c>up</c>.</param>
    /// <param name="cancellation">Ends the wait for another holder.</param>
    /// <returns>What gives the lock back.</returns>
    /// <exception cref="InfraException">Another process holds it.</exception>
    Task<IDisposable> LockAsync(string operation, CancellationToken cancellation);

    /// <summary>The plan of an update. Changes nothing.</summary>
    /// <exception cref="InfraException">The program or a resource is refused; the message names every problem.</exception>
    Task<Plan> PreviewAsync(CancellationToken cancellation);

    /// <summary>The plan of a destroy. Changes nothing.</summary>
    /// <exception cref="InfraException">There is nothing to destroy, or something is protected.</exception>
    Task<Plan> PreviewDestroyAsync(CancellationToken cancellation);

    /// <summary>Carries out a plan; anything that differs from it stops the update before it is done.</summary>
    /// <exception cref="InfraException">The plan no longer fits (<see cref="ErrorKind.PlanStale"/>), or the state is not usable.</exception>
    Task<UpdateOutcome> ApplyAsync(Plan plan, IProgress<StepEvent>? progress, CancellationToken cancellation);

    /// <summary>The resources that are no longer as the last update left them. Changes nothing, the state included.</summary>
    /// <exception cref="InfraException">Nothing was ever applied.</exception>
    Task<ImmutableArray<ResourceDrift>> DriftAsync(CancellationToken cancellation);

    /// <summary>What is known of the stack without running its program.</summary>
    Task<StackStatus> StatusAsync(CancellationToken cancellation);
}
