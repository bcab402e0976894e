using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Approving;

/// <summary>Puts an override of windows and freezes on the record, where two people approved it.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
/// <param name="trail">The record.</param>
public sealed class OverrideRecording(Host host, Repository repository, AuditTrail trail)
{
    private bool IsLocal => trail.Backend == BackendNames.Local;

    /// <summary>Records it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It says too little, ends too late or is not approved; all of that is named.</exception>
    public async Task<RecordedOverride> RunAsync(OverrideRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        AuditEntry entry = trail.Entry(FreezeOverride.Action, request.Stack.Value, trail.Backend, reason: request.Reason);
        FreezeOverride asked = new(entry.DeploymentTarget, entry.Timestamp, request.Until, entry.Actor, entry.BusinessJustification, []);
        bool named = request.Approvers.Count > 0;
        if (named && !IsLocal)
        {
            throw new InfraException(ErrorKind.Configuration, $"A bare name counts on the local backend only. Leave out --approver; {Mend(asked)}\nNothing was overridden.");
        }

        ApprovalVerdict? verdict = named ? null : await VerdictAsync(asked, cancellation);
        ImmutableArray<AuditApproval> approvals = verdict is null ? [.. request.Approvers.Select(a => NamedApprovers.Read(a, entry.Timestamp))] : verdict.Filling;
        string[] problems = [.. OverrideProblems.Of(asked.Reason, asked.From, asked.Until), .. verdict is null ? NamedApprovers.Problems(entry, approvals) : Missing(asked, verdict)];
        if (problems.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was overridden.")));
        }

        (TimeSpan reviewWithin, ReleaseCalendar calendar) = (repository.Approvals().ReviewWithin, repository.ReadCalendar());
        await trail.DoAsync(entry with { Approvals = approvals, Verdicts = FreezeOverride.Verdict(asked.Until) }, () => Task.FromResult((true, "succeeded")), cancellation);
        return new RecordedOverride(asked, asked.From + reviewWithin, calendar);
    }

    private async Task<ApprovalVerdict> VerdictAsync(FreezeOverride asked, CancellationToken cancellation)
    {
        ImmutableArray<ApprovalRecord> ledger = await new AuditTrail(host, repository, trail.Backend).Ledger.ReadAsync(cancellation);
        return ApprovalJudge.Judge(repository.Approvals(), asked.Request(IsLocal), ledger, [], asked.From);
    }

    private IEnumerable<string> Missing(FreezeOverride asked, ApprovalVerdict verdict)
    {
        // Where every place is filled, one that does not count is in nobody's way.
        string[] open = [.. verdict.Slots.Where(s => s.Person is null).Select(s => s.Role ?? "any role")];
        if (open.Length > 0)
        {
            foreach (CountedApproval refused in verdict.Approvals.Where(a => a.Refusal is not null))
            {
                yield return $"The approval {refused.Id} of {Printable.Text(refused.Person)} does not count: {Printable.Text(refused.Refusal!)}.";
            }

            yield return $"Still needed: {string.Join(", ", open)}; {Mend(asked)}";
        }
    }

    private string Mend(FreezeOverride asked) =>
        $"each approver runs `infra freeze approve {asked.Environment} --role ROLE --reason TEXT --until TIME{(IsLocal ? "" : " --backend pulumi")}` with the same reason and end, and a key of theirs that stacks/delivery/approvals.yaml lists.";
}
