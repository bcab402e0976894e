using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Delivery.Gates;
using Infra.GitOps.Templates;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The arguments and options of <c>infra up</c>.</summary>
internal sealed record UpParameters
{
    public Argument<string> Environment { get; } = Parameters.Environment();

    public Option<string> Kind { get; } = Parameters.Backend();

    public Option<OutputFormat> Format { get; } = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);

    public Option<bool> Yes { get; } = Parameters.Yes();

    public Option<int?> Wait { get; } = Parameters.Wait();

    public Option<bool> ExpectChanges { get; } = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };

    public Option<string?> File { get; } = new("--plan") { Description = "Apply exactly this signed plan, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };

    public Option<string?> Reason { get; } = Parameters.Reason();

    public Option<string[]> Evidence { get; } = Parameters.Evidence();

    public Option<bool> Emergency { get; } = Parameters.Emergency();

    public Option<ChangeClass?> Raised { get; } = Parameters.Class();

    /// <summary>What is asked for.</summary>
    public ApplyRequest Request(Host host, ParseResult parsed) => new()
    {
        Envelope = parsed.GetValue(File),
        Reason = parsed.GetValue(Reason) ?? "",
        Evidence = parsed.GetValue(Evidence) ?? [],
        Emergency = parsed.GetValue(Emergency),
        Raised = parsed.GetValue(Raised),
        Begin = backend => PlanOutput.Begin(host, parsed.GetRequiredValue(Environment), backend),
        Show = plan => PlanOutput.WriteTree(host, plan, parsed.GetValue(Format)),
        Confirm = plan => Question.Confirm(host, parsed.GetValue(Yes) || !plan.Summary.HasChanges, $"Update {plan.Stack}"),
    };
}
