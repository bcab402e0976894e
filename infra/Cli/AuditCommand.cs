using System.CommandLine;
using System.Globalization;
using Infra.Model;
using Infra.Pipeline;

namespace Infra.Cli;

/// <summary><c>infra audit show|verify</c>: what was done to environments, by whom and how it ended.</summary>
internal static class AuditCommand
{
    public static Command Build(Host host) => new("audit", "Read the record of everything that changed an environment.") { Show(host), Verify(host) };

    private static Command Show(Host host)
    {
        Option<string?> environment = new("--env") { Description = "Only this environment.", HelpName = "ENV" };
        Option<string?> actor = new("--actor") { Description = "Only what this person did.", HelpName = "NAME" };
        Option<string?> action = new("--action") { Description = "Only this: up, destroy, unlock, approve, revoke, review, override, promote, rollout, hotfix, rollback.", HelpName = "ACTION" };
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
                host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? AuditJson.Write(record) : Line(record));
            }

            ReviewOutput.Write(host, await new Reviews(repository, trail).OpenAsync(cancellation), parsed.GetValue(environment));
            return (int)Report(host, chain);
        });
        return show;
    }

    private static Command Verify(Host host)
    {
        Option<AuditAnchor?> anchor = new("--anchor")
        {
            Description = "A record that must be there, as an earlier verification printed it; by default the one that this machine remembers.",
            HelpName = "N:HASH",
            CustomParser = result => AuditAnchor.Parse(result.Tokens[^1].Value),
        };
        Option<string> backend = Parameters.Backend();
        Command verify = new("verify", "Check that no record was edited, deleted, moved or cut off; names the first broken one.") { anchor, backend };
        verify.SetAction(async (parsed, cancellation) =>
        {
            AuditChain chain = await new AuditTrail(host, Repository.Find(host), parsed.GetValue(backend)!).ReadAsync(parsed.GetValue(anchor), cancellation);
            ExitCode code = Report(host, chain);
            if (code == ExitCode.Ok)
            {
                host.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{chain.Records.Length} records, each follows the one before. Anchor: {chain.Anchor?.ToString() ?? "none"}\n"));
            }

            return (int)code;
        });
        return verify;
    }

    private static ExitCode Report(Host host, AuditChain chain)
    {
        if (chain.Fault is null)
        {
            return ExitCode.Ok;
        }

        host.Error.Write($"error: The audit record is broken: {Printable.Text(chain.Fault)}. What stands before it is good. Compare with the copies in the audit bucket.\n");
        return ExitCode.Error;
    }

    /// <summary>A record as people read it.</summary>
    internal static string Line(AuditRecord record)
    {
        AuditEntry entry = record.Entry;
        string end = entry.Phase == AuditPhase.Begin ? "begins" : string.Create(CultureInfo.InvariantCulture, $"{entry.Outcome} after {entry.DurationSeconds} s");
        string why = entry.BusinessJustification.Length == 0 ? "" : $": {entry.BusinessJustification}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{record.Sequence,5}  {entry.Timestamp:yyyy-MM-dd HH:mm:ss}  {Printable.Text($"{entry.Action} {entry.DeploymentTarget} by {entry.Actor} on {entry.Backend}, {end}{why}")}\n");
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
