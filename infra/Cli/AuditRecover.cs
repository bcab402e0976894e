using System.CommandLine;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra audit recover</c>: lets a broken record go on, with two people and on the record.</summary>
internal static class AuditRecover
{
    public static Command Build(Host host)
    {
        Option<string?> first = new("--out") { Description = "The first of two people: sign what is to be done, and write it here for the second.", HelpName = "FILE" };
        Option<string?> second = new("--with") { Description = "The second of two people: carry out what the first signed in this file.", HelpName = "FILE" };
        Option<bool> anew = new("--approvals-anew") { Description = "Start a new record of approvals, because the end of the old one is lost: earlier approvals no longer count." };
        Option<string?> rules = new("--rules") { Description = "Keep the rules of this commit as those by which this environment was last applied.", HelpName = "ENV" };
        Option<string?> reason = Parameters.Reason();
        Command recover = new("recover", "Repair a broken audit record of the real cloud: two people sign it, and the repair is recorded. Without --out and --with it only checks.") { first, second, anew, rules, reason };
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
}
