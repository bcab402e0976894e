using System.CommandLine;
using Infra.Delivery.Order;
using Infra.GitOps.Generators;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Platform;

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
            OrderFailure? failure = OrderFailure.Of(options.Environment, order, parsed.GetValue(failed) ?? [], parsed.GetValue(step), parsed.GetValue(rollback));
            OrderOutput output = new(options.Environment, order, AppGroup.Of(options.Catalog.Apps), parsed.GetValue(rollback), failure);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? output.Json() : output.Text());
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
