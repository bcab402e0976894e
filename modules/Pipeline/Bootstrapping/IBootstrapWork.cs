using System.Collections.Immutable;
using Infra.Model.Errors;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Bootstrap on one backend.</summary>
public interface IBootstrapWork
{
    /// <summary>How a step is found, done and undone.</summary>
    StepWork Of(BootstrapStep step);

    /// <summary>Refuses an undo that would lose something, before anything is touched.</summary>
    /// <returns>What will stay and why, one line each.</returns>
    /// <exception cref="InfraException">Every reason to refuse it.</exception>
    Task<ImmutableArray<string>> CheckUndoAsync(CancellationToken cancellation);
}
