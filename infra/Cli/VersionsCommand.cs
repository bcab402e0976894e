using System.CommandLine;
using Infra.Pipeline.Versions;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra versions</c>: every version that is pinned, in one table.</summary>
internal static class VersionsCommand
{
    public static Command Build(Host host)
    {
        Option<string?> layer = new("--layer")
        {
            Description = $"Only this layer: {string.Join(", ", PinnedVersions.Layers)}.",
            HelpName = "LAYER",
            CustomParser = result => OptionRules.OneOf(result, PinnedVersions.Layers, l => l),
        };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command command = new("versions", "List every version that is pinned: packages, Pulumi, providers, actions, charts, images; JSON and Markdown name the file that rules each.") { layer, format };
        command.SetAction(parsed =>
        {
            string? only = parsed.GetValue(layer);
            host.Out.Write(VersionsOutput.Of([.. new PinnedVersions(Repository.Find(host)).All().Where(v => only is null || v.Layer == only)], parsed.GetValue(format)));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
