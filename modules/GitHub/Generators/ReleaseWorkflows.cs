using System.Collections.Immutable;

namespace Infra.GitHub;

/// <summary>
/// <c>promote.yml</c> and <c>rollback.yml</c>: a person asks, and a pull request with the new release is opened. It is opened by a GitHub App,
/// because what the default token opens starts no workflow, and nothing would check it. Its token pushes the branch and the audit record too.
/// </summary>
internal static class ReleaseWorkflows
{
    public static Workflow Promote(DeliveryOptions options)
    {
        ImmutableArray<string> names = [.. options.Environments.Select(e => e.Name.Value)];
        return new Workflow(
            "promote",
            "Gives the next environment the release of the one before, as a pull request.",
            [new ManualTrigger([new("from", "The environment whose release is taken", Required: true, names[..^1]), new("to", "The environment that gets it", Required: true, names[1..])])],
            [
                Of("promote", "Promote", "./run promote \"$FROM\" \"$TO\" --backend pulumi", CommonSteps.Map(("FROM", "${{ inputs.from }}"), ("TO", "${{ inputs.to }}")), []),
            ])
        {
            Concurrency = new("promote-${{ inputs.to }}", CancelInProgress: false),
        };
    }

    public static Workflow Rollback(DeliveryOptions options) => new(
        "rollback",
        "Gives an environment an earlier release of its own, as a pull request; refuses what cannot be undone.",
        [
            new ManualTrigger(
            [
                new("environment", "The environment", Required: true, [.. options.Environments.Select(e => e.Name.Value)]),
                new("to", "The release to go back to; the last good one when empty", Required: false, []),
                new("reason", "Why; it stands in the audit record", Required: true, []),
            ]),
        ],
        [
            Of(
                "rollback",
                "Roll back",
                "./run rollback \"$ENVIRONMENT\" --backend pulumi ${TO:+--to \"$TO\"} --reason \"$REASON\"",
                CommonSteps.Map(("ENVIRONMENT", "${{ inputs.environment }}"), ("REASON", "${{ inputs.reason }}"), ("TO", "${{ inputs.to }}")),
                // What going back would lose is a question to the real cloud, for the identity that reads it.
                [
                    .. options.Environments.Select(e => CommonSteps.SignIn(e.Foundation, e.Foundation.PlanAccount) with { Name = $"Sign in to read {e.Name}", If = $"inputs.environment == '{e.Name}'" }),
                    .. CommonSteps.Tools,
                ]),
        ])
    {
        Concurrency = new("rollback-${{ inputs.environment }}", CancelInProgress: false),
    };

    private static Job Of(string id, string name, string script, ImmutableSortedDictionary<string, string> inputs, ImmutableArray<JobStep> before) => new()
    {
        Id = id,
        Name = name,
        If = "github.ref == 'refs/heads/main'",
        Environment = GitHubEnvironments.Release,
        Permissions = before.IsEmpty ? CommonSteps.Map(("contents", "read")) : CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 15,
        Steps =
        [
            .. CommonSteps.SourcesWithHistory,
            .. before,
            new RunStep(name, script, inputs.Add("INFRA_GITHUB_APP_ID", "${{ vars.INFRA_GITHUB_APP_ID }}").Add("INFRA_GITHUB_APP_KEY", "${{ secrets.INFRA_GITHUB_APP_KEY }}")),
        ],
    };
}
