using System.CommandLine;
using System.Globalization;
using Infra.Delivery.Order;
using Infra.GitOps.Generators;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Platform;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary><c>infra apps order ENV</c>: in which order applications go out and are taken back, and what a failure takes with it. Reads stacks/ only.</summary>
internal static class AppsOrder
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<bool> rollback = new("--rollback") { Description = "List them in the order in which they are taken back." };
        Option<string[]> failed = new("--failed") { Description = "Show what a failure of this application takes back; may be given several times.", HelpName = "APP" };
        Option<string?> step = new("--step") { Description = "With --failed: the step that the rollout had come to. Default: the last, so that everything had gone out.", HelpName = "N" };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("order", "Show the order in which applications go out and are taken back, and what a failure takes with it.") { environment, rollback, failed, step, format };
        command.SetAction(parsed =>
        {
            RenderOptions options = Repository.Find(host).RenderOptions(parsed.GetRequiredValue(environment));
            ServiceOrder order = ServiceOrder.Of(options.Catalog.Apps, a => a.RegionsIn(options.Settings).Any());
            OrderFailure? failure = Failure(options.Environment, order, parsed.GetValue(failed) ?? [], parsed.GetValue(step), parsed.GetValue(rollback));
            OrderOutput output = new(options.Environment, order, AppGroup.Of(options.Catalog.Apps), parsed.GetValue(rollback), failure);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? output.Json() : output.Text());
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static OrderFailure? Failure(string environment, ServiceOrder order, string[] failed, string? step, bool rollback)
    {
        OrderedService[] services = [.. failed.Select(order.Find).OfType<OrderedService>().Distinct()];
        string[] names = [.. order.Services.Select(s => s.Name.Value).Order(StringComparer.Ordinal)];
        List<string> problems = [.. failed.Distinct(StringComparer.Ordinal).Where(f => order.Find(f) is null).Select(f => Unknown(environment, f, names))];
        if (rollback && failed.Length > 0)
        {
            problems.Add("--rollback lists everything, and --failed what a failure takes back. Leave one of them out.");
        }

        int reached = order.Steps;
        if (step is not null && failed.Length == 0)
        {
            problems.Add("--step says how far a rollout had come when something failed. Name what failed with --failed APP.");
        }
        else if (step is not null && order.Steps > 0 && !(int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out reached) && reached >= 1 && reached <= order.Steps))
        {
            problems.Add($"--step is '{Printable.Text(step)}'; {environment} has the steps 1 to {order.Steps}. Write one of them.");
        }
        else
        {
            problems.AddRange(services.Where(s => s.Deploy > reached).Select(s => $"--failed is '{s.Name}', which goes out in step {s.Deploy}, and --step is {reached}: it had not gone out. Write --step {s.Deploy} or a later one."));
        }

        return problems.Count > 0 ? throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems))
            : services.Length == 0 ? null
            : new OrderFailure(services, reached, order.AfterFailure([.. services.Select(s => s.Name)], [.. order.Services.Where(s => s.Deploy <= reached).Select(s => s.Name)]));
    }

    private static string Unknown(string environment, string written, string[] names)
    {
        string mend = Spelling.Nearest(written, names) is { } near ? $"Did you mean {near}?" : names.Length == 0 ? "None does." : $"There are: {string.Join(", ", names)}.";
        return $"--failed is '{Printable.Text(written)}', and no application of this name runs in {environment}. {mend}";
    }
}
