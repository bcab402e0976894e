using System.CommandLine;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra policy list</c>: every rule.</summary>
internal static class PolicyList
{
    public static Command Build(Host host)
    {
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every rule with its severity and the controls that it proves.") { format };
        list.SetAction(parsed =>
        {
            PolicyOutput.Write(host, [.. RuleCatalog.All.Select(r => r.Info), .. WaiverRules.All], parsed.GetValue(format));
            return (int)ExitCode.Ok;
        });
        return list;
    }
}
