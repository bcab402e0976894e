using System.CommandLine;
using System.CommandLine.Help;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary>Every command.</summary>
internal static class CommandTree
{
    /// <summary>The command <c>infra</c>, with all the others below it.</summary>
    public static RootCommand Root(Host host)
    {
        (RootCommand root, HelpScreen help) = (Commands(host), new(host));
        root.Options.OfType<HelpOption>().Single().Action = help;
        root.SetAction(help.Invoke);
        return root;
    }

    private static RootCommand Commands(Host host) => new("Google Cloud from nothing to GitOps: plans, applies and promotes environments.")
    {
        InitCommand.Build(host),
        CheckCommand.Build(host),
        AddCommand.Build(host), RemoveCommand.Build(host),
        BootstrapCommand.Build(host),
        PreviewCommand.Build(host),
        UpCommand.Build(host),
        DestroyCommand.Build(host),
        StatusCommand.Build(host),
        OutputsCommand.Build(host),
        GraphCommand.Build(host),
        StateCommand.Build(host),
        DriftCommand.Build(host), SecretsCommand.Build(host),
        RefreshCommand.Build(host),
        ImportCommand.Build(host),
        ConfigCommand.Build(host),
        CloudCommand.Build(host),
        RenderCommand.Build(host),
        WorkflowsCommand.Build(host),
        GitHubCommand.Build(host),
        AppsCommand.Build(host),
        ComplianceCommand.Build(host),
        PolicyCommand.Build(host),
        FreezeCommand.Build(host),
        GateCommand.Build(host),
        EvidenceCommand.Build(host),
        PromoteCommand.Build(host),
        RolloutCommand.Build(host),
        RollbackCommand.Build(host),
        HotfixCommand.Build(host),
        ApproveCommand.Build(host),
        ApprovalsCommand.Build(host),
        AuditCommand.Build(host),
        SbomCommand.Build(host),
        VersionsCommand.Build(host),
        DoctorCommand.Build(host),
        DemoCommand.Build(host),
        WhoamiCommand.Build(host),
        CompletionCommand.Build(host, () => Root(host)),
    };
}
