using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model;
using Infra.Pipeline;

namespace Infra.Cli;

/// <summary><c>infra freeze override ENV</c>: opens an environment for an emergency, on the record.</summary>
internal static class FreezeOverriding
{
    private const int MinReason = 8;
    private const int MaxName = 100;

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> reason = Parameters.Reason();
        reason.Required = true;
        Option<DateTimeOffset?> until = new("--until") { Description = "When it ends, at most 24 hours from now.", HelpName = "TIME", Required = true, CustomParser = FreezeArguments.Time };
        Option<string[]> approvers = new("--approver") { Description = $"Who approves in which role, again for each; the roles are {string.Join(" and ", FreezeOverride.Roles)}.", HelpName = "NAME:ROLE" };
        Option<string> backend = Parameters.Backend();
        Command command = new("override", "Open an environment in spite of windows and freezes, for an emergency: approved by two people, ended within 24 hours, on the audit record.")
        {
            environment, reason, until, approvers, backend,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            AuditEntry entry = trail.Entry(FreezeOverride.Action, stack.Value, parsed.GetValue(backend)!, reason: parsed.GetValue(reason) ?? "");
            DateTimeOffset end = parsed.GetValue(until)!.Value;
            ImmutableArray<AuditApproval> approvals = [.. (parsed.GetValue(approvers) ?? []).Select(a => Approval(a, entry.Timestamp))];
            string[] problems = [.. Problems(entry, end, approvals)];
            if (problems.Length > 0)
            {
                throw new InfraException(ExitCode.Configuration, string.Join('\n', problems.Append("Nothing was overridden.")));
            }

            await trail.DoAsync(entry with { Approvals = approvals, Verdicts = FreezeOverride.Verdict(end) }, () => Task.FromResult((true, "succeeded")), cancellation);
            host.Out.Write($"{stack} is open until {FreezeOutput.Local(repository.ReadCalendar(), end)}. Its review is due by then.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static AuditApproval Approval(string text, DateTimeOffset at)
    {
        // The role is what stands after the last colon: it has none, a name may.
        int colon = text.LastIndexOf(':');
        return colon < 0 ? new AuditApproval(text.Trim(), "", at) : new AuditApproval(text[..colon].Trim(), text[(colon + 1)..].Trim(), at);
    }

    private static IEnumerable<string> Problems(AuditEntry entry, DateTimeOffset until, ImmutableArray<AuditApproval> approvals)
    {
        if (entry.BusinessJustification.Trim().Length < MinReason)
        {
            yield return $"--reason is '{Printable.Text(entry.BusinessJustification)}'; whoever reviews it needs at least {MinReason} characters.";
        }

        if (until <= entry.Timestamp || until - entry.Timestamp > FreezeOverride.Longest)
        {
            yield return $"--until is {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, and now is {entry.Timestamp:yyyy-MM-dd'T'HH:mm:ss'Z'}; an override ends later than now and within {FreezeOverride.Longest.TotalHours} hours.";
        }

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
