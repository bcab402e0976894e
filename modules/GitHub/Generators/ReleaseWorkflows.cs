using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;

namespace Infra.GitHub.Generators;

/// <summary>
/// <c>promote.yml</c>, <c>rollout.yml</c>, <c>hotfix.yml</c> and <c>rollback.yml</c>: a person asks, and a pull request with the new release is opened.
/// It is opened by a GitHub App, because what the default token opens starts no workflow, and nothing would check it. Its token pushes the branch and
/// the audit record too, which a key of the job signs. What is said stands in the summary of the run as well.
/// </summary>
internal static class ReleaseWorkflows
{
    private const string OfMain = "github.ref == 'refs/heads/main'";

    public static Workflow Promote(DeliveryOptions options)
    {
        ImmutableArray<string> names = Names(options);
        return new Workflow(
            "promote",
            "Gives the next environment the release of the one before, as a pull request.",
            [new ManualTrigger([new("from", "The environment whose release is taken", Required: true, names[..^1]), new("to", "The environment that gets it", Required: true, names[1..])])],
            [
                BuiltProgram.Build(OfMain),
                Of("promote", "Promote", "", $"{CommonSteps.Program} promote \"$FROM\" \"$TO\" --backend pulumi", CommonSteps.Map(("FROM", "${{ inputs.from }}"), ("TO", "${{ inputs.to }}")), SignIns(options, "to")),
            ])
        {
            Concurrency = new("promote-${{ inputs.to }}", CancelInProgress: false),
        };
    }

    // No schedule: without evidence of its health no phase ends, and nobody brings any to a run that starts by itself. Monitoring starts this one with it.
    public static Workflow Rollout(DeliveryOptions options) => new(
        "rollout",
        "Says where a release stands on its way through the regions of an environment; opens the next phase when this one has ended in good health.",
        [
            new ManualTrigger(
            [
                Environment([.. options.Environments.Where(e => e.HasRollout).Select(e => e.Name.Value)]),
                new("evidence", "Signed evidence HealthGood of the release, the text of its file; only looks when empty", Required: false, []),
            ]),
        ],
        [
            BuiltProgram.Build(OfMain),
            Of(
                "rollout",
                "Roll out",
                "printf '%s' \"$EVIDENCE\" > \"$RUNNER_TEMP/health.json\"\n",
                CommonSteps.Program + " rollout \"$ENVIRONMENT\" --backend pulumi ${EVIDENCE:+--evidence=\"$RUNNER_TEMP/health.json\"}",
                CommonSteps.Map(("ENVIRONMENT", "${{ inputs.environment }}"), ("EVIDENCE", "${{ inputs.evidence }}")),
                SignIns(options, "environment")),
        ])
    {
        Concurrency = new("rollout-${{ inputs.environment }}", CancelInProgress: false),
    };

    // With = behind an option, what somebody typed is its value, whatever it begins with.
    public static Workflow Hotfix(DeliveryOptions options) => new(
        "hotfix",
        "Gives applications of an environment commits of their own, or takes them back, as a pull request; with neither, shows where they stand.",
        [
            new ManualTrigger(
            [
                Environment(Names(options)),
                new("apps", "NAME=COMMIT of each application that gets a commit, with spaces between", Required: false, []),
                new("failed", "The name of each application whose hotfix failed, with spaces between; not together with the above", Required: false, []),
                Reason,
            ]),
        ],
        [
            BuiltProgram.Build(OfMain),
            Of(
                "hotfix",
                "Hotfix",
                "set -f # The texts are taken apart at their spaces, and are no patterns of files.\ngiven=()\n"
                + "for app in $APPS; do given+=(\"--app=$app\"); done\nfor app in $FAILED; do given+=(\"--failed=$app\"); done\n",
                CommonSteps.Program + " hotfix \"$ENVIRONMENT\" --backend pulumi --reason=\"$REASON\" \"${given[@]}\"",
                CommonSteps.Map(("APPS", "${{ inputs.apps }}"), ("ENVIRONMENT", "${{ inputs.environment }}"), ("FAILED", "${{ inputs.failed }}"), ("REASON", "${{ inputs.reason }}")),
                SignIns(options, "environment")),
        ])
    {
        Concurrency = new("hotfix-${{ inputs.environment }}", CancelInProgress: false),
    };

    public static Workflow Rollback(DeliveryOptions options) => new(
        "rollback",
        "Gives an environment an earlier release of its own, as a pull request; refuses what cannot be undone.",
        [new ManualTrigger([Environment(Names(options)), new("to", "The release to go back to; the last good one when empty", Required: false, []), Reason])],
        [
            BuiltProgram.Build(OfMain),
            Of(
                "rollback",
                "Roll back",
                "",
                CommonSteps.Program + " rollback \"$ENVIRONMENT\" --backend pulumi --reason=\"$REASON\" ${TO:+--to=\"$TO\"}",
                CommonSteps.Map(("ENVIRONMENT", "${{ inputs.environment }}"), ("REASON", "${{ inputs.reason }}"), ("TO", "${{ inputs.to }}")),
                // What going back would lose is a question to Pulumi and the real cloud. The others only read the audit bucket.
                [.. Tools.Steps, .. SignIns(options, "environment")],
                Tools.Use),
        ])
    {
        Concurrency = new("rollback-${{ inputs.environment }}", CancelInProgress: false),
    };

    private static ImmutableArray<string> Names(DeliveryOptions options) => [.. options.Environments.Select(e => e.Name.Value)];

    private static WorkflowInput Environment(ImmutableArray<string> names) => new("environment", "The environment", Required: true, names);

    private static WorkflowInput Reason => new("reason", "Why; it stands in the audit record", Required: true, []);

    // The identity that reads: the audit record is held against the bucket, and what signed it against Cloud KMS.
    private static ImmutableArray<JobStep> SignIns(DeliveryOptions options, string input) =>
    [
        .. options.Environments.Select(e => CommonSteps.SignIn(e.Foundation, e.Foundation.PlanAccount) with { Name = $"Sign in to read {e.Name}", If = $"inputs.{input} == '{e.Name}'" }),
    ];

    private static Job Of(string id, string name, string prepare, string command, ImmutableSortedDictionary<string, string> inputs, ImmutableArray<JobStep> before, string use = "") => new()
    {
        Id = id,
        Name = name,
        Needs = [BuiltProgram.Job],
        If = OfMain,
        Environment = GitHubEnvironments.Release,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 15,
        Steps =
        [
            .. BuiltProgram.WithHistory,
            .. before,
            new RunStep(
                name,
                $"{use}{prepare}{CommonSteps.Saying(command)}exit \"$code\"\n",
                inputs.AddRange(CommonSteps.App).Add("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}")),
        ],
    };
}
