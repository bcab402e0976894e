using System.CommandLine;
using Infra.Model.Errors;
using Infra.Pipeline.Sealing;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The arguments and options of <c>infra preview</c>.</summary>
internal sealed record PreviewParameters
{
    public Argument<string> Environment { get; } = Parameters.Environment();

    public Option<string> Kind { get; } = Parameters.Backend();

    public Option<OutputFormat> Format { get; } = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);

    public Option<string?> File { get; } = new("--out") { Description = "Also write the plan as JSON to this file; with --seal the envelope, with --open the page.", HelpName = "FILE" };

    public Option<bool> Summary { get; } = new("--summary") { Description = "Show one screen: how much changes in each component." };

    public Option<string[]> Show { get; } = new("--show") { Description = "Show everything of one resource or component, by its name or URN; may be given several times.", HelpName = "NAME" };

    public Option<string[]> Target { get; } = new("--target") { Description = "Show this resource or component alone, with what it depends on; may be given several times. The plan itself stays whole.", HelpName = "NAME" };

    public Option<bool> Open { get; } = new("--open") { Description = "Write the plan as a page, to .infra/ or the file of --out, and open it in a browser." };

    public Option<bool> Detailed { get; } = Parameters.DetailedExitCode();

    public Option<bool> ExpectChanges { get; } = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };

    public Option<bool> Seal { get; } = new("--seal") { Description = "Write an envelope to the file of --out: the plan, sealed against everything that it was made from." };

    public Option<bool> LocalOnly { get; } = new("--local-only") { Description = "Seal even with uncommitted changes in the working tree; such an envelope is good on the local backend only." };

    /// <summary>How the plan is shown.</summary>
    /// <exception cref="InfraException">Options contradict each other.</exception>
    public PlanView View(ParseResult parsed)
    {
        if (parsed.GetValue(Seal) && parsed.GetValue(File) is null)
        {
            throw new InfraException(ErrorKind.Configuration, "--seal needs --out FILE: an envelope is a file that is approved and applied.");
        }

        PlanView view = new() { Summary = parsed.GetValue(Summary), Show = parsed.GetValue(Show) ?? [], Target = parsed.GetValue(Target) ?? [], Open = parsed.GetValue(Open) };
        view.Require(parsed.GetValue(Format), parsed.GetValue(Seal));
        return view;
    }

    /// <summary>The file that the plan is written to; null where there is none.</summary>
    public PlanTarget? Written(ParseResult parsed) =>
        parsed.GetValue(File) is { } named && !parsed.GetValue(Open) ? new PlanTarget(named, parsed.GetValue(Seal), parsed.GetValue(LocalOnly)) : null;
}
