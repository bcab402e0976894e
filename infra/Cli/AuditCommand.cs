using System.CommandLine;
using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Presenters;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra audit show|verify|recover</c>: what was done to environments, by whom and how it ended.</summary>
internal static class AuditCommand
{
    private static readonly string[] Actions = ["up", "destroy", "unlock", "bootstrap", "recover", "approve", "revoke", "review", "override", "promote", "rollout", "hotfix", "rollback"];

    public static Command Build(Host host) => new("audit", "Read the record of everything that changed an environment, and recover it.") { Show(host), Verify(host), Recover(host) };

    private static Command Show(Host host)
    {
        Option<string?> environment = new("--env") { Description = "Only this environment.", HelpName = "ENV" };
        Option<string?> actor = new("--actor") { Description = "Only what this person did.", HelpName = "NAME" };
        Option<string?> action = new("--action") { Description = $"Only this: {string.Join(", ", Actions)}.", HelpName = "ACTION" };
        action.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Actions.Contains(result.Tokens[^1].Value, StringComparer.Ordinal))
            {
                result.AddError($"--action is '{Printable.Text(result.Tokens[^1].Value)}', and no record has that. It is one of {string.Join(", ", Actions)}.");
            }
        });
        Option<DateTimeOffset?> since = new("--since") { Description = "Only from this time on, such as 2026-11-01 or 2026-11-01T09:00:00Z.", HelpName = "TIME", CustomParser = Time };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<string> backend = Parameters.Backend();
        Command show = new("show", "Show records, oldest first; with --format json as the lines that they are.") { environment, actor, action, since, format, backend };
        show.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            AuditChain chain = await trail.ReadAsync(null, cancellation);
            foreach (AuditRecord record in chain.Records.Where(r =>
                Fits(parsed.GetValue(environment), r.Entry.DeploymentTarget) && Fits(parsed.GetValue(actor), r.Entry.Actor) && Fits(parsed.GetValue(action), r.Entry.Action)
                && (parsed.GetValue(since) is not { } from || r.Entry.Timestamp >= from)))
            {
                host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? AuditJson.Write(record) : AuditLine.Of(record));
            }

            ReviewOutput.Write(host, await new Reviews(repository, trail).OpenAsync(cancellation), parsed.GetValue(environment));
            return (int)Report(host, chain, trail);
        });
        return show;
    }

    private static Command Verify(Host host)
    {
        Option<AuditAnchor?> anchor = new("--anchor")
        {
            Description = "A record that must be there, as an earlier verification printed it; in a rehearsal by default the one that this machine remembers, and otherwise those that jobs copied to the audit bucket are asked for anyway.",
            HelpName = "N:HASH",
            CustomParser = result => AuditAnchor.Parse(result.Tokens[^1].Value),
        };
        Option<string> backend = Parameters.Backend();
        Command verify = new("verify", "Check that no record was edited, deleted, moved or cut off; names the first broken one.") { anchor, backend };
        verify.SetAction(async (parsed, cancellation) =>
        {
            AuditTrail trail = new(host, Repository.Find(host), parsed.GetValue(backend)!);
            AuditChain chain = await trail.ReadAsync(parsed.GetValue(anchor), cancellation);
            ExitCode code = Report(host, chain, trail);
            if (code == ExitCode.Ok)
            {
                host.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{chain.Links.Length} records, each follows the one before. Anchor: {chain.Anchor?.ToString() ?? "none"}\n"));
                if (chain.Passed > 0 || chain.Records.Length < chain.Links.Length)
                {
                    host.Error.Write(string.Create(
                        CultureInfo.InvariantCulture,
                        $"note: {chain.Passed} lines of the branch are no records of this repository that a trusted key signed, or are copies, and {chain.Links.Length - chain.Records.Length} records are signed by no key that is trusted now. They decide nothing.\n"));
                }
            }

            return (int)code;
        });
        return verify;
    }

    private static Command Recover(Host host)
    {
        Option<string?> first = new("--out") { Description = "The first of two people: sign what is to be done, and write it here for the second.", HelpName = "FILE" };
        Option<string?> second = new("--with") { Description = "The second: do what the first signed in this file.", HelpName = "FILE" };
        Option<bool> anew = new("--approvals-anew") { Description = "Let the record of approvals begin anew, because its end is lost: what was approved before counts no more." };
        Option<string?> rules = new("--rules") { Description = "Keep the rules of this commit as those by which this environment was last applied.", HelpName = "ENV" };
        Option<string?> reason = Parameters.Reason();
        Command recover = new("recover", "Let a broken record of the real cloud go on, with two people and on the record. Without --out and --with it only looks.") { first, second, anew, rules, reason };
        recover.Judge(result =>
        {
            if (result.GetValue(first) is not null && result.GetValue(second) is not null)
            {
                result.AddError("--out is for the first of two people and --with for the second. Pass one of them.");
            }

            if (result.GetValue(second) is not null && string.IsNullOrWhiteSpace(result.GetValue(reason)))
            {
                result.AddError("--reason says why, for the audit record. Write what happened.");
            }
        });
        recover.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            if (parsed.GetValue(rules) is { } environment)
            {
                _ = repository.Stack(environment);
            }

            Recovering recovering = new(host, repository, parsed.GetValue(anew), parsed.GetValue(rules));
            IEnumerable<string> lines = parsed.GetValue(second) is { } signed ? await recovering.CarryOutAsync(signed, parsed.GetValue(reason)!, cancellation)
                : parsed.GetValue(first) is { } file ? [.. await recovering.ProposeAsync(file, cancellation), $"Signed. Somebody else of stacks/delivery/approvals.yaml looks at it and runs `infra audit recover --with {Printable.Text(file)} --reason TEXT` within a day."]
                : [.. await recovering.LookAsync(cancellation), "Nothing was done. The first of two people passes --out FILE."];
            host.Out.Write(string.Concat(lines.Select(l => Printable.Text(l) + "\n")));
            return (int)ExitCode.Ok;
        });
        return recover;
    }

    private static ExitCode Report(Host host, AuditChain chain, AuditTrail trail)
    {
        if (chain.Fault is null)
        {
            return ExitCode.Ok;
        }

        host.Error.Write($"error: The audit record is broken: {Printable.Text(chain.Fault)}. What stands before it is good. {(trail.IsSigned ? "docs/gates.md says what to do: `infra audit recover`." : "This is the record of rehearsals: delete .infra and the refs below refs/infra of this clone to begin anew.")}\n");
        return ExitCode.Error;
    }

    private static bool Fits(string? wanted, string value) => wanted is null || string.Equals(wanted, value, StringComparison.Ordinal);

    private static DateTimeOffset? Time(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"--since is '{Printable.Text(text)}'; it is a day or a time in UTC, such as 2026-11-01 or 2026-11-01T09:00:00Z.");
        return null;
    }
}
