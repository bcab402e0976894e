using System.Collections.Immutable;
using Infra.GitHub.Workflows;

namespace Infra.GitHub.Generators;

/// <summary>All workflows of a repository but ci.yml.</summary>
public static class WorkflowSet
{
    /// <summary>The workflows, in ordinal order of their files.</summary>
    public static ImmutableArray<GeneratedWorkflow> Of(DeliveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Models(options).Select(w => new GeneratedWorkflow(w.File, WorkflowYaml.Write(w.Workflow)))];
    }

    /// <summary>The same before they are written: what they read, and what their jobs are called, follows from here.</summary>
    internal static ImmutableArray<(string File, Workflow Workflow)> Models(DeliveryOptions options) =>
    [
        ("bootstrap.yml", BootstrapWorkflow.Of()),
        .. options.HasCodeScanning ? (ReadOnlySpan<(string, Workflow)>)[("codeql.yml", CodeScanningWorkflow.Of())] : [],
        .. PreviewWorkflow.Planned(options).IsEmpty ? [] : (ReadOnlySpan<(string, Workflow)>)[("comment.yml", CommentWorkflow.Of(options))],
        ("deploy.yml", DeployWorkflow.Of(options)),
        ("drift.yml", DriftWorkflow.Of(options)),
        ("hotfix.yml", ReleaseWorkflows.Hotfix(options)),
        (PreviewWorkflow.File, PreviewWorkflow.Of(options)),
        ("promote.yml", ReleaseWorkflows.Promote(options)),
        ("rollback.yml", ReleaseWorkflows.Rollback(options)),
        .. options.Environments.Any(e => e.HasRollout) ? (ReadOnlySpan<(string, Workflow)>)[("rollout.yml", ReleaseWorkflows.Rollout(options))] : [],
        ("rotation.yml", RotationWorkflow.Of(options)),
    ];
}
