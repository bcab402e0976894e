using System.Collections.Immutable;

namespace Infra.GitHub;

/// <summary>
/// <c>deploy.yml</c>: seals right before the approval and applies exactly that envelope. A push applies development; a changed release applies
/// staging; production is started by a person.
/// </summary>
internal static class DeployWorkflow
{
    // Outside the tree: a file that git does not know would make it one that nobody reviewed.
    private const string Envelope = "\"$RUNNER_TEMP/envelope.json\"";
    private const string WayBack = "\"$RUNNER_TEMP/rollback.json\"";
    private const string WayBackPath = "${{ runner.temp }}/rollback.json";
    private const string EnvelopePath = "${{ runner.temp }}/envelope.json";

    public static Workflow Of(DeliveryOptions options)
    {
        ImmutableArray<string> manual = [.. options.Environments.Where(e => e.Tier == Tier.Production).Select(e => e.Name.Value)];
        return new Workflow(
            "deploy",
            "Seals a plan, waits for its approvals, and applies exactly that plan.",
            [new PushTrigger(["main"]), new ManualTrigger([new("environment", "The environment to apply", Required: true, manual)])],
            [Changes(options), .. options.Environments.SelectMany(e => new[] { Seal(e), Apply(e) })]);
    }

    private static Job Changes(DeliveryOptions options)
    {
        DeliveryEnvironment[] followed = [.. options.Environments.Where(e => e.Tier == Tier.Staging)];
        return new Job
        {
            Id = "changes",
            Name = "Which releases changed",
            If = "github.event_name == 'push'",
            Permissions = CommonSteps.Map(("contents", "read")),
            TimeoutMinutes = 5,
            Outputs = followed.ToImmutableSortedDictionary(e => e.Name.Value, e => $"${{{{ steps.releases.outputs.{e.Name} }}}}", StringComparer.Ordinal),
            Steps =
            [
                CommonSteps.SourcesWithHistory[0],
                new RunStep(
                    "Compare with what was there before the push",
                    "changed() { git diff --quiet \"$BEFORE\" \"$AFTER\" -- \"stacks/$1/release.yaml\" && echo \"$1=false\" || echo \"$1=true\"; }\n"
                    + "{\n" + string.Concat(followed.Select(e => $"  changed {e.Name}\n")) + "} >> \"$GITHUB_OUTPUT\"\n",
                    CommonSteps.Map(("AFTER", "${{ github.event.after }}"), ("BEFORE", "${{ github.event.before }}"))) { Id = "releases" },
            ],
        };
    }

    private static Job Seal(DeliveryEnvironment environment) => new()
    {
        Id = $"seal-{environment.Name}",
        Name = $"Seal {environment.Name}",
        Needs = environment.Tier == Tier.Staging ? ["changes"] : [],
        If = environment.Tier switch
        {
            Tier.Development => "github.event_name == 'push'",
            Tier.Staging => $"github.event_name == 'push' && needs.changes.outputs.{environment.Name} == 'true'",
            _ => $"github.event_name == 'workflow_dispatch' && github.ref == 'refs/heads/main' && inputs.environment == '{environment.Name}'",
        },
        Environment = environment.Seal,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 30,
        Outputs = CommonSteps.Map(("digest", "${{ steps.seal.outputs.digest }}")),
        Steps =
        [
            .. CommonSteps.SourcesWithHistory,
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep(
                "Seal",
                $"./run preview {environment.Name} --backend pulumi --seal --out {Envelope} --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n"
                + $"echo \"digest=$(jq -r .digest {Envelope})\" >> \"$GITHUB_OUTPUT\"\n",
                // The signature says which pipeline sealed it; the key is a secret of the GitHub environment.
                CommonSteps.Map(("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}"))) { Id = "seal" },
            CommonSteps.Upload($"envelope-{environment.Name}", EnvelopePath),
            // After the envelope is kept: where there is no way back, whoever takes the emergency path needs it.
            .. environment.RehearsesRollback ? Rehearse(environment) : [],
        ],
    };

    // The token reads the audit record, which says what runs now.
    private static JobStep[] Rehearse(DeliveryEnvironment environment) =>
    [
        new RunStep(
            "Rehearse the way back",
            $"./run rollback {environment.Name} --backend pulumi --rehearse --plan {Envelope} --out {WayBack}",
            CommonSteps.Map(("GITHUB_TOKEN", "${{ github.token }}"), ("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}"))),
        CommonSteps.Upload($"rollback-{environment.Name}", WayBackPath),
    ];

    private static JobStep[] TakeWayBack(DeliveryEnvironment environment) =>
        [new UsesStep("Take the way back", ActionTable.DownloadArtifact, CommonSteps.Map(("name", $"rollback-{environment.Name}"), ("path", "${{ runner.temp }}")))];

    private static Job Apply(DeliveryEnvironment environment) => new()
    {
        Id = $"apply-{environment.Name}",
        Name = $"Apply {environment.Name}",
        Needs = [$"seal-{environment.Name}"],
        Environment = environment.Name.Value,
        // Contents are written for the audit record alone, a ref that branches do not share.
        Permissions = CommonSteps.Map(("actions", "read"), ("checks", "read"), ("contents", "write"), ("deployments", "write"), ("id-token", "write"), ("pull-requests", "read")),
        TimeoutMinutes = 120,
        // One at a time, and never in the middle: a newer plan waits.
        Concurrency = new($"apply-{environment.Name}", CancelInProgress: false),
        Steps =
        [
            .. CommonSteps.SourcesWithHistory,
            new UsesStep("Take the envelope", ActionTable.DownloadArtifact, CommonSteps.Map(("name", $"envelope-{environment.Name}"), ("path", "${{ runner.temp }}"))),
            .. environment.RehearsesRollback ? TakeWayBack(environment) : [],
            new RunStep(
                "Make sure that it is the one that was sealed",
                $"test \"$(jq -r .digest {Envelope})\" = \"$DIGEST\"",
                CommonSteps.Map(("DIGEST", $"${{{{ needs.seal-{environment.Name}.outputs.digest }}}}"))),
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.ApplyAccount),
            new RunStep("Gates", $"./run gate {environment.Name} --backend pulumi --plan {Envelope}{Evidence(environment)} --format markdown >> \"$GITHUB_STEP_SUMMARY\"", CommonSteps.Token),
            // The token is for the audit record, which is pushed, and for the approvals that GitHub vouches for.
            new RunStep("Apply", $"./run up {environment.Name} --backend pulumi --plan {Envelope}{Evidence(environment)} --yes", CommonSteps.Token),
            // What was recorded of a failure matters most. The bucket keeps what it has: this identity may add and neither read nor replace.
            new RunStep(
                "Copy the audit record to where nobody edits it",
                "./run audit show --backend pulumi --format json > \"$RUNNER_TEMP/audit.jsonl\"\n"
                + $"gcloud storage cp \"$RUNNER_TEMP/audit.jsonl\" \"gs://{environment.Foundation.AuditBucket}/{environment.Name}/$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT.jsonl\"\n",
                CommonSteps.Token) { If = "always()" },
        ],
    };

    private static string Evidence(DeliveryEnvironment environment) => environment.RehearsesRollback ? $" --evidence {WayBack}" : "";
}
