using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Generators;

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
            [
                new PushTrigger(["main"]),
                new ManualTrigger(
                [
                    new("environment", "The environment to apply", Required: true, manual),
                    new("emergency", "The emergency path: its own approvals, critical rules alone, a review afterwards", Required: false, []) { IsFlag = true },
                ]),
            ],
            [BuiltProgram.Build("github.ref == 'refs/heads/main'"), Changes(options), .. options.Environments.SelectMany(e => new[] { Seal(e), Apply(e) })]);
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
        Needs = environment.Tier == Tier.Staging ? [BuiltProgram.Job, "changes"] : [BuiltProgram.Job],
        If = environment.Tier switch
        {
            Tier.Development => "github.event_name == 'push'",
            Tier.Staging => $"github.event_name == 'push' && needs.changes.outputs.{environment.Name} == 'true'",
            _ => $"github.event_name == 'workflow_dispatch' && github.ref == 'refs/heads/main' && inputs.environment == '{environment.Name}'",
        },
        Environment = environment.Seal,
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 30,
        Outputs = environment.RehearsesRollback
            ? CommonSteps.Map(("digest", "${{ steps.seal.outputs.digest }}"), ("wayBack", "${{ steps.rehearse.outputs.wayBack }}"))
            : CommonSteps.Map(("digest", "${{ steps.seal.outputs.digest }}")),
        Steps =
        [
            .. BuiltProgram.WithHistory,
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.PlanAccount),
            new RunStep(
                "Seal",
                $"{Tools.Use}{CommonSteps.Program} preview {environment.Name} --backend pulumi --seal --out {Envelope} --format markdown >> \"$GITHUB_STEP_SUMMARY\"{Unless(environment)}\n"
                + $"echo \"digest=$(jq -r .digest {Envelope})\" >> \"$GITHUB_OUTPUT\"\n",
                // The signature says which pipeline sealed it; the key is a secret of the GitHub environment.
                WithEmergency(environment, WithReader(environment, CommonSteps.Map(("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}"))))) { Id = "seal" },
            CommonSteps.Upload($"envelope-{environment.Name}", EnvelopePath),
            // After the envelope is kept: where there is no way back, whoever takes the emergency path needs it.
            .. environment.RehearsesRollback ? Rehearse(environment) : [],
        ],
    };

    // The token reads the audit record, which says what runs now. Where it is refused (10) there is no way back: that is said, the gate RollbackReady stays
    // closed for want of a file, and the emergency path, which does not ask for one, stays open. Any other failure is one of the job.
    private static JobStep[] Rehearse(DeliveryEnvironment environment) =>
    [
        new RunStep(
            "Dry run of the rollback",
            Tools.Use + CommonSteps.Saying($"{CommonSteps.Program} rollback {environment.Name} --backend pulumi --rehearse --plan {Envelope} --out {WayBack}")
            + "case $code in\n  0) echo 'wayBack=ready' >> \"$GITHUB_OUTPUT\" ;;\n"
            + $"  10) echo '::warning title=No rollback from this plan of {environment.Name}::The gate RollbackReady stays closed; the summary says why. Only the emergency path does without it.' ;;\n"
            + "  *) exit \"$code\" ;;\nesac\n",
            WithReader(environment, CommonSteps.Map(("GITHUB_TOKEN", "${{ github.token }}"), ("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}")))) { Id = "rehearse" },
        CommonSteps.Upload($"rollback-{environment.Name}", WayBackPath) with { If = "steps.rehearse.outputs.wayBack == 'ready'" },
    ];

    private static JobStep[] TakeWayBack(DeliveryEnvironment environment) =>
    [
        new UsesStep("Take the evidence of the rollback", ActionTable.DownloadArtifact, CommonSteps.Map(("name", $"rollback-{environment.Name}"), ("path", "${{ runner.temp }}")))
        {
            If = $"needs.seal-{environment.Name}.outputs.wayBack == 'ready'",
        },
    ];

    private static Job Apply(DeliveryEnvironment environment) => new()
    {
        Id = $"apply-{environment.Name}",
        Name = $"Apply {environment.Name}",
        Needs = [BuiltProgram.Job, $"seal-{environment.Name}"],
        Environment = environment.Name.Value,
        // The App writes the record and asks GitHub, so the job's own token needs nothing. The deployment and its statuses are made by GitHub, for any job of an environment.
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 120,
        // One at a time, and never in the middle: a newer plan waits. A run that waits for its reviewers is at it too, so an emergency has a group of its own:
        // Pulumi's lock and the sealed state keep the two apart.
        Concurrency = new(environment.Tier == Tier.Production ? $"apply-{environment.Name}${{{{ inputs.emergency && '-emergency' || '' }}}}" : $"apply-{environment.Name}", CancelInProgress: false),
        Steps =
        [
            .. BuiltProgram.WithHistory,
            new UsesStep("Take the envelope", ActionTable.DownloadArtifact, CommonSteps.Map(("name", $"envelope-{environment.Name}"), ("path", "${{ runner.temp }}"))),
            .. environment.RehearsesRollback ? TakeWayBack(environment) : [],
            new RunStep(
                "Make sure that it is the one that was sealed",
                $"test \"$(jq -r .digest {Envelope})\" = \"$DIGEST\"",
                CommonSteps.Map(("DIGEST", $"${{{{ needs.seal-{environment.Name}.outputs.digest }}}}"))),
            .. CommonSteps.Cloud(environment.Foundation, environment.Foundation.ApplyAccount),
            .. GatheredEvidence.Steps(environment, Envelope),
            new RunStep("Gates", $"{Tools.Use}{GatheredEvidence.Lines(environment)}{CommonSteps.Program} gate {environment.Name} --backend pulumi --plan {Envelope}{More(environment)} --format markdown >> \"$GITHUB_STEP_SUMMARY\"", Chosen(environment)),
            new RunStep("Apply", $"{Tools.Use}{GatheredEvidence.Lines(environment)}{CommonSteps.Program} up {environment.Name} --backend pulumi --plan {Envelope}{More(environment)} --yes", Chosen(environment)),
        ],
    };

    // Broken rules (5) end the job, but in an emergency: then critical ones alone block, and the gates tell which those are.
    private static string Unless(DeliveryEnvironment environment) =>
        environment.Tier == Tier.Production ? " || { code=$?; [[ $code == 5 && -n $EMERGENCY ]] || exit \"$code\"; }" : "";

    private static string More(DeliveryEnvironment environment) =>
        (environment.RehearsesRollback ? $" ${{WAY_BACK:+--evidence {WayBack}}}" : "") + GatheredEvidence.Options(environment) + (environment.Tier == Tier.Production ? " ${EMERGENCY:+--emergency}" : "");

    private static ImmutableSortedDictionary<string, string> Chosen(DeliveryEnvironment environment) =>
        WithEmergency(environment, environment.RehearsesRollback ? Recorded(environment).Add("WAY_BACK", $"${{{{ needs.seal-{environment.Name}.outputs.wayBack }}}}") : Recorded(environment));

    // As the App, which alone writes the branches of records, and whose key in Cloud KMS signs them: that of the environment that the job applies.
    private static ImmutableSortedDictionary<string, string> Recorded(DeliveryEnvironment environment) => CommonSteps.App.Add("INFRA_APPLIES", environment.Name.Value);

    // What is sealed was merged in the repository of applications too, which a job's own token does not reach where it is private.
    private static ImmutableSortedDictionary<string, string> WithReader(DeliveryEnvironment environment, ImmutableSortedDictionary<string, string> variables) =>
        environment.ReaderApp is not { } app ? variables : variables.Add("INFRA_READER_APP_ID", app).Add("INFRA_READER_APP_KEY", "${{ secrets.INFRA_READER_APP_KEY }}");

    // Only what a person starts can be one.
    private static ImmutableSortedDictionary<string, string> WithEmergency(DeliveryEnvironment environment, ImmutableSortedDictionary<string, string> variables) =>
        environment.Tier == Tier.Production ? variables.Add("EMERGENCY", "${{ inputs.emergency && 'yes' || '' }}") : variables;
}
