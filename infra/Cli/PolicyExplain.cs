using System.CommandLine;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra policy explain ID</c>: why a rule is there and how to mend what violates it.</summary>
internal static class PolicyExplain
{
    public static Command Build(Host host)
    {
        Argument<string> id = new("ID") { Description = "The id of a rule, such as GKE001." };
        Command explain = new("explain", "Explain a rule: why it exists and how to fix a violation, with an example.") { id };
        explain.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(id);
            if (WaiverRules.All.FirstOrDefault(r => r.Id == wanted) is { } ofWaivers)
            {
                PolicyOutput.Explain(host, ofWaivers);
            }
            else
            {
                PolicyOutput.Explain(host, RuleCatalog.Find(wanted) ?? throw Unknown(wanted));
            }

            return (int)ExitCode.Ok;
        });
        return explain;
    }

    private static InfraException Unknown(string wanted)
    {
        string near = Spelling.Nearest(wanted, RuleCatalog.All.Select(r => r.Info.Id).Concat(WaiverRules.All.Select(r => r.Id))) is { } id ? $"Did you mean {id}? " : "";
        return new(ErrorKind.Configuration, $"There is no rule '{Printable.Text(wanted)}'. {near}`infra policy list` shows them all.");
    }
}
