using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra freeze override ENV</c>: opens an environment for an emergency, on the record.</summary>
internal static class FreezeOverriding
{
    private const int MinReason = 8;
    private const int MaxName = 100;

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> reason = RequiredReason();
        Option<DateTimeOffset?> until = Until();
        Option<string[]> approvers = new("--approver") { Description = $"Who approves in which role, again for each; in a rehearsal only. The roles are {string.Join(" and ", FreezeOverride.Roles)}.", HelpName = "NAME:ROLE" };
        Option<string> backend = Parameters.Backend();
        Command command = new("override", "Open an environment in spite of windows and freezes, for an emergency: approved by two people (`infra freeze approve`), ended within 24 hours, on the audit record, reviewed afterwards (`infra freeze review`).")
        {
            environment, reason, until, approvers, backend,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            bool isLocal = trail.Backend == "local";
            AuditEntry entry = trail.Entry(FreezeOverride.Action, stack.Value, trail.Backend, reason: parsed.GetValue(reason) ?? "");
            DateTimeOffset end = parsed.GetValue(until)!.Value;
            string[] names = parsed.GetValue(approvers) ?? [];
            if (names.Length > 0 && !isLocal)
            {
                throw new InfraException(ErrorKind.Configuration, $"A bare name counts on the local backend only. Leave out --approver; {Mend(stack.Value, isLocal)}\nNothing was overridden.");
            }

            ApprovalVerdict? verdict = names.Length > 0 ? null : await VerdictAsync(host, repository, entry, end, isLocal, cancellation);
            ImmutableArray<AuditApproval> approvals = verdict is null ? [.. names.Select(a => Approval(a, entry.Timestamp))] : verdict.Filling;
            string[] problems = [.. Problems(entry.BusinessJustification, entry.Timestamp, end), .. verdict is null ? OfNames(entry, approvals) : OfVerdict(stack.Value, isLocal, verdict)];
            if (problems.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was overridden.")));
            }

            (TimeSpan reviewWithin, ReleaseCalendar calendar) = (repository.Approvals().ReviewWithin, repository.ReadCalendar());
            await trail.DoAsync(entry with { Approvals = approvals, Verdicts = FreezeOverride.Verdict(end) }, () => Task.FromResult((true, "succeeded")), cancellation);
            FreezeOverride recorded = Asked(entry, end);
            host.Out.Write(
                $"{stack} is open until {FreezeText.Local(calendar, end)}. Its review is due until {FreezeText.Local(calendar, recorded.From + reviewWithin)}. {ReviewOutput.Asked(recorded, trail.Backend)}\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The option that says why; required.</summary>
    public static Option<string?> RequiredReason()
    {
        Option<string?> reason = Parameters.Reason();
        reason.Required = true;
        return reason;
    }

    /// <summary>The option that says when the override ends; required.</summary>
    public static Option<DateTimeOffset?> Until() =>
        new("--until") { Description = "When it ends, at most 24 hours from now.", HelpName = "TIME", Required = true, CustomParser = FreezeArguments.Time };

    /// <summary>What is wrong with a reason; null where it says enough to whoever needs it.</summary>
    public static string? ReasonProblem(string reason, string who) =>
        reason.Trim().Length < MinReason ? $"--reason is '{Printable.Text(reason)}'; {who} needs at least {MinReason} characters." : null;

    /// <summary>What is wrong with the reason and the end of an override.</summary>
    public static IEnumerable<string> Problems(string reason, DateTimeOffset now, DateTimeOffset until)
    {
        if (ReasonProblem(reason, "whoever reviews it") is { } problem)
        {
            yield return problem;
        }

        if (until <= now || until - now > FreezeOverride.Longest)
        {
            yield return $"--until is {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, and now is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; an override ends later than now and within {FreezeOverride.Longest.TotalHours} hours.";
        }
    }

    private static async Task<ApprovalVerdict> VerdictAsync(Host host, Repository repository, AuditEntry entry, DateTimeOffset until, bool isLocal, CancellationToken cancellation)
    {
        ImmutableArray<ApprovalRecord> ledger = await new AuditTrail(host, repository, entry.Backend).Ledger.ReadAsync(cancellation);
        return ApprovalJudge.Judge(repository.Approvals(), Asked(entry, until).Request(isLocal), ledger, [], entry.Timestamp);
    }

    private static FreezeOverride Asked(AuditEntry entry, DateTimeOffset until) => new(entry.DeploymentTarget, entry.Timestamp, until, entry.Actor, entry.BusinessJustification, []);

    private static string Mend(string environment, bool isLocal) =>
        $"each approver runs `infra freeze approve {environment} --role ROLE --reason TEXT --until TIME{(isLocal ? "" : " --backend pulumi")}` with the same reason and end, and a key of theirs that stacks/delivery/approvals.yaml lists.";

    private static IEnumerable<string> OfVerdict(string environment, bool isLocal, ApprovalVerdict verdict)
    {
        // Where every place is filled, one that does not count is in nobody's way.
        string[] open = [.. verdict.Slots.Where(s => s.Person is null).Select(s => s.Role ?? "any role")];
        if (open.Length > 0)
        {
            foreach (CountedApproval refused in verdict.Approvals.Where(a => a.Refusal is not null))
            {
                yield return $"The approval {refused.Id} of {Printable.Text(refused.Person)} does not count: {Printable.Text(refused.Refusal!)}.";
            }

            yield return $"Still needed: {string.Join(", ", open)}; {Mend(environment, isLocal)}";
        }
    }

    private static AuditApproval Approval(string text, DateTimeOffset at)
    {
        // The role is what stands after the last colon: it has none, a name may.
        int colon = text.LastIndexOf(':');
        return colon < 0 ? new AuditApproval(text.Trim(), "", at) : new AuditApproval(text[..colon].Trim(), text[(colon + 1)..].Trim(), at);
    }

    private static IEnumerable<string> OfNames(AuditEntry entry, ImmutableArray<AuditApproval> approvals)
    {
        foreach (AuditApproval stranger in approvals.Where(a => !FreezeOverride.Roles.Contains(a.ApprovalType) || a.Approver.Length is 0 or > MaxName))
        {
            yield return $"--approver is '{Printable.Text($"{stranger.Approver}:{stranger.ApprovalType}")}'; it is a name, a colon and a role: {string.Join(" or ", FreezeOverride.Roles)}.";
        }

        foreach (string role in FreezeOverride.Roles.Where(r => approvals.All(a => a.ApprovalType != r)))
        {
            yield return $"Nobody approves as {role}; an override needs {string.Join(" and ", FreezeOverride.Roles)}. Pass --approver NAME:{role}.";
        }

        // Names differ in more than their case, or one person could be two.
        foreach (IGrouping<string, AuditApproval> person in approvals.GroupBy(a => a.Approver, StringComparer.OrdinalIgnoreCase).Where(p => p.Count() > 1))
        {
            yield return $"{Printable.Text(person.Key)} approves {person.Count()} times; each role is another person.";
        }

        foreach (AuditApproval own in approvals.Where(a => string.Equals(a.Approver, entry.Actor, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{Printable.Text(own.Approver)} asks for the override, and who asks does not approve.";
        }
    }
}
