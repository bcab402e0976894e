using System.Collections.Immutable;

namespace Infra.GitHub;

/// <summary>All workflows of a repository but ci.yml.</summary>
public static class WorkflowSet
{
    /// <summary>The workflows, in ordinal order of their files.</summary>
    public static ImmutableArray<GeneratedWorkflow> Of(DeliveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. new (string File, Workflow Workflow)[]
            {
                ("bootstrap.yml", BootstrapWorkflow.Of()),
                ("deploy.yml", DeployWorkflow.Of(options)),
                ("drift.yml", DriftWorkflow.Of(options)),
                ("preview.yml", PreviewWorkflow.Of(options)),
                ("promote.yml", ReleaseWorkflows.Promote(options)),
                ("rollback.yml", ReleaseWorkflows.Rollback(options)),
            }.Select(w => new GeneratedWorkflow(w.File, WorkflowYaml.Write(w.Workflow))),
        ];
    }
}
