using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Delivery.Gates;
using Infra.Model.Backends;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The options of <c>infra bootstrap</c>.</summary>
internal sealed record BootstrapParameters
{
    public Option<string> Backend { get; } = Parameters.Backend("Where: local (a dry run in the emulator) or pulumi (the real cloud).");

    public Option<bool> List { get; } = new("--list-steps") { Description = "Only list the steps: what each does, how it is found done, how it is undone." };

    public Option<bool> Undo { get; } = new("--undo") { Description = "Undo the steps in reverse, and say what stays and why." };

    public Option<bool> Dry { get; } = new("--dry-run") { Description = "With --backend pulumi: print each command and run nothing." };

    public Option<bool> Write { get; } = new("--write") { Description = "Of a dry run: also write stacks/ENV/foundation.yaml where it is missing, marked as made up." };

    public Option<bool> Yes { get; } = Parameters.Yes();

    public Option<OutputFormat> Format { get; } = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);

    public Option<string?> File { get; } = new("--plan") { Description = "With --backend pulumi: the sealed change of what was made before, by `infra preview bootstrap --backend pulumi --seal --out FILE`.", HelpName = "FILE" };

    public Option<string?> Reason { get; } = Parameters.Reason();

    public Option<string[]> Evidence { get; } = Parameters.Evidence();

    public Option<bool> Emergency { get; } = Parameters.Emergency();

    /// <summary>Refuses what does not go together.</summary>
    public void Judge(Command command)
    {
        command.Judge(result =>
        {
            if (result.GetValue(Write) && IsReal(result))
            {
                result.AddError("--write is for a dry run; --backend pulumi always writes the files of what it made.");
            }
            else if (result.GetValue(Dry) && !IsReal(result))
            {
                result.AddError("--dry-run prints commands of the Pulumi CLI, and the local backend runs none. Pass --backend pulumi, or see the plan with `infra preview bootstrap`.");
            }

            if (result.GetValue(File) is not null && (!IsReal(result) || result.GetValue(Undo) || result.GetValue(Dry)))
            {
                result.AddError("--plan FILE is a sealed change of the real bootstrap. Pass it with --backend pulumi, and without --undo and --dry-run.");
            }
            if (result.GetValue(File) is null && (result.GetValue(Emergency) || result.GetValue(Evidence) is { Length: > 0 }))
            {
                result.AddError("--emergency and --evidence need --plan FILE: both are about one envelope.");
            }
        });
    }

    private bool IsReal(CommandResult result) => result.GetValue(Backend) == BackendNames.Pulumi;
}
