using Infra.Delivery.KeptRules;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Recording;

/// <summary>Whether an environment asks for its gates: by what its settings say now, or by the rules that it was last applied with. A commit alone makes no environment less than it was.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class Protection(Host host, Repository repository)
{
    /// <summary>Whether it does.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="backend">The backend; a rehearsal keeps no rules.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The audit bucket cannot be read.</exception>
    public async Task<bool> HoldsAsync(string stack, string backend, CancellationToken cancellation)
    {
        if (repository.IsProtected(stack) || backend == "local")
        {
            return repository.IsProtected(stack);
        }

        RecordKeys keys = new AuditTrail(host, repository, backend).Keys;
        if ((await keys.Objects.TipsAsync(cancellation)).Longest is not { } last)
        {
            return false;
        }

        RulesObjects rules = new(keys.Bucket);
        RulesBundle? kept = await rules.LastAsync(stack, last.Sequence, cancellation) ?? await rules.LastAsync(BootstrapSettings.Stack.Value, last.Sequence, cancellation);
        return kept is not null && repository.JudgedBy(kept.ByPath).IsProtected(stack);
    }
}
