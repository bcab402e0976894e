using System.CommandLine;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra apps diff ENV</c>: what Argo CD would add, change and remove between two commits. Reads only what is committed.</summary>
internal static class AppsDiff
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> from = new("--base")
        {
            Description = "The commit to compare with. Default: where the branch left main; on main, what ran before the last release of the environment.",
            HelpName = "REF",
        };
        Option<string> to = new("--head") { Description = "The commit that is compared.", DefaultValueFactory = _ => "HEAD", HelpName = "REF" };
        Option<bool> rendered = new("--rendered") { Description = "Compare what each commit itself has in gitops/ENV/, whatever commits its release names: what comes once a release names it." };
        Option<int> allowed = new("--allow-deletions") { Description = "Do not exit with 10 when at most N objects are removed.", HelpName = "N" };
        Option<bool> detailed = Parameters.DetailedExitCode();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command command = new("diff", "Show what is added, changed and removed between two commits; exits with 10 on a mass deletion.") { environment, from, to, rendered, allowed, detailed, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            ComparedEnvironment found = await new EnvironmentComparison(host, Repository.Find(host))
                .RunAsync(parsed.GetRequiredValue(environment), parsed.GetValue(from), parsed.GetRequiredValue(to), parsed.GetValue(rendered), cancellation);
            string? reason = found.MassDeletion;
            bool isBlocked = reason is not null && found.Diff.Removed.Length > parsed.GetValue(allowed);
            new DiffOutput(host, found.Name, found.Before, found.After, found.Diff, reason, isBlocked).Write(parsed.GetValue(format));
            return (int)(isBlocked ? ExitCode.GateBlocked : parsed.GetValue(detailed) && !found.Diff.Changes.IsEmpty ? ExitCode.ChangesFound : ExitCode.Ok);
        });
        return command;
    }
}
