using Infra.Engine;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Model.Errors;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Editing;

/// <summary>Edits what is recorded of an environment on the local backend: worked out, shown and asked about under one lock, then written between two audit records.</summary>
/// <param name="host">The machine, with the person who acts.</param>
/// <param name="repository">The repository.</param>
public sealed class StateEditing(Host host, Repository repository)
{
    /// <summary>Edits the record.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="action">What the audit record calls it, such as <c>state-mv</c>.</param>
    /// <param name="reason">Why, for the audit record.</param>
    /// <param name="plan">Works the edit out.</param>
    /// <param name="confirm">Shows it and asks; throws where the answer is no.</param>
    /// <param name="cancellation">Ends it before anything is written.</param>
    /// <returns>The edit, and the file with the state before; null where there was nothing to write.</returns>
    /// <exception cref="InfraException">It cannot be, or the answer is no.</exception>
    public async Task<(StateEdit Edit, string? Backup)> EditAsync(string stack, string action, string reason, Func<LocalBackend, StateEdit> plan, Action<StateEdit> confirm, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(confirm);
        LocalBackend backend = new StackBackends(host, repository).Local(stack);
        using IDisposable held = await backend.LockAsync(action, cancellation);
        StateEdit edit = plan(backend);
        if (!edit.HasChanges)
        {
            return (edit, null);
        }

        confirm(edit);
        return (edit, await RecordedAsync(backend, stack, action, reason, () => backend.Write(edit), cancellation));
    }

    /// <summary>Records a resource of the cloud that the settings declare and nothing records.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="type">Its type token.</param>
    /// <param name="name">The name that it is declared under.</param>
    /// <param name="id">Its id in the cloud.</param>
    /// <param name="reason">Why, for the audit record.</param>
    /// <param name="confirm">Shows it and asks; throws where the answer is no, or where it is not as declared.</param>
    /// <param name="cancellation">Ends it before anything is written.</param>
    /// <returns>The resource, and the file with the state before; null where there was none.</returns>
    /// <exception cref="InfraException">It cannot be adopted, or the answer is no.</exception>
    public async Task<(AdoptedResource Resource, string? Backup)> AdoptAsync(string stack, string type, string name, string id, string reason, Action<AdoptedResource> confirm, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(confirm);
        LocalBackend backend = new StackBackends(host, repository).Local(stack);
        using IDisposable held = await backend.LockAsync("import", cancellation);
        AdoptedResource found = await backend.PlanAdoptionAsync(type, name, id, cancellation);
        confirm(found);
        return (found, await RecordedAsync(backend, stack, "import", reason, () => backend.Adopt(found), cancellation));
    }

    private Task<string?> RecordedAsync(LocalBackend backend, string stack, string action, string reason, Func<string?> write, CancellationToken cancellation)
    {
        AuditTrail trail = new(host, repository, backend.Name);
        return trail.DoAsync(trail.Entry(action, stack, backend.Name, reason: reason), () => Task.FromResult((write(), "succeeded")), cancellation);
    }
}
