using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra audit show</c>: the records, oldest first.</summary>
internal static class AuditShow
{
    public static Command Build(Host host)
    {
        Option<string?> environment = new("--env") { Description = "Only this environment.", HelpName = "ENV" };
        Option<string?> actor = new("--actor") { Description = "Only what this person did.", HelpName = "NAME" };
        string actions = string.Join(", ", AuditFilter.Actions);
        Option<string?> action = new Option<string?>("--action") { Description = $"Only this: {actions}.", HelpName = "ACTION" }
            .Refusing(a => AuditFilter.Actions.Contains(a) ? null : $"--action is '{Printable.Text(a)}', and no record has that. It is one of {actions}.");
        Option<DateTimeOffset?> since = new("--since") { Description = "Only from this time on, such as 2026-11-01 or 2026-11-01T09:00:00Z.", HelpName = "TIME", CustomParser = Time };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<string> backend = Parameters.Backend();
        Command show = new("show", "Show records, oldest first; with --format json as the lines that they are.") { environment, actor, action, since, format, backend };
        show.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            AuditChain chain = await trail.ReadAsync(null, cancellation);
            AuditFilter filter = new(parsed.GetValue(environment), parsed.GetValue(actor), parsed.GetValue(action), parsed.GetValue(since));
            foreach (AuditRecord record in chain.Records.Where(r => filter.Takes(r.Entry)))
            {
                host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? AuditJson.Write(record) : AuditLine.Of(record));
            }

            ReviewOutput.Write(host, await new Reviews(repository, trail).OpenAsync(cancellation), parsed.GetValue(environment));
            AuditOutput.WriteFault(host, chain, trail);
            return (int)(chain.Fault is null ? ExitCode.Ok : ExitCode.Error);
        });
        return show;
    }

    private static DateTimeOffset? Time(ArgumentResult result)
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
