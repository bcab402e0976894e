using System.CommandLine;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using NodaTime;

namespace Infra.Cli;

/// <summary><c>infra freeze list</c>: windows, freezes and overrides.</summary>
internal static class FreezeListing
{
    public static Command Build(Host host)
    {
        Option<string?> only = new("--env") { Description = "Only this environment.", HelpName = "ENV" };
        Option<YearMonth?> month = new("--month") { Description = "Only this month, as a sheet of days.", HelpName = "YYYY-MM", CustomParser = FreezeArguments.Month };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<string> backend = Parameters.Backend();
        Command list = new("list", "Show windows, freezes, open overrides, and overrides that wait for their review.") { only, month, format, backend };
        list.SetAction(async (parsed, cancellation) =>
        {
            FreezeOverview overview = new(host, Repository.Find(host), parsed.GetValue(backend)!);
            FreezeList found = await overview.OfAsync(parsed.GetValue(only), parsed.GetValue(month), cancellation);
            FreezeListOutput.Write(host, overview.Calendar, found, parsed.GetValue(format));
            return (int)ExitCode.Ok;
        });
        return list;
    }
}
