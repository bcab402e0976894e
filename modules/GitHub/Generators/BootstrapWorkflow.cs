using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Generators;

/// <summary>
/// <c>bootstrap.yml</c>: seals a change of the stack bootstrap, waits for its approvals, and applies exactly that; never the first run. That one makes the
/// identities of workflows, so a person makes it with credentials of their own.
/// </summary>
internal static class BootstrapWorkflow
{
    private const string OfMain = "github.ref == 'refs/heads/main'";
    private const string Envelope = "\"$RUNNER_TEMP/envelope.json\"";
    private const string Provider = "BOOTSTRAP_IDENTITY_PROVIDER";

    public static Workflow Of() => new(
        "bootstrap",
        "Changes the foundations of environments: seals, waits for approvals, applies. A person makes the first run: docs/bootstrap.md.",
        [new ManualTrigger([new("emergency", "The emergency path: its own approvals, critical rules alone, a review afterwards", Required: false, []) { IsFlag = true }])],
        [BuiltProgram.Build(OfMain), Seal(), Apply()]);

    private static Job Seal() => new()
    {
        Id = "seal",
        Name = "Seal bootstrap",
        Needs = [BuiltProgram.Job],
        If = OfMain,
        Environment = GitHubEnvironments.Seal(BootstrapSettings.Stack),
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 30,
        Outputs = CommonSteps.Map(("digest", "${{ steps.seal.outputs.digest }}")),
        Steps =
        [
            .. BuiltProgram.WithHistory,
            .. Tools.Steps,
            .. SignIn("BOOTSTRAP_PLAN_ACCOUNT", "bootstrap-seal"),
            new RunStep(
                "Seal",
                $"{Tools.Use}{CommonSteps.Program} preview bootstrap --backend pulumi --seal --out {Envelope} --format markdown >> \"$GITHUB_STEP_SUMMARY\" || {{ code=$?; [[ $code == 5 && -n $EMERGENCY ]] || exit \"$code\"; }}\n"
                + $"echo \"digest=$(jq -r .digest {Envelope})\" >> \"$GITHUB_OUTPUT\"\n",
                CommonSteps.Map(("EMERGENCY", "${{ inputs.emergency && 'yes' || '' }}"), ("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}"))) { Id = "seal" },
            CommonSteps.Upload("envelope-bootstrap", "${{ runner.temp }}/envelope.json"),
        ],
    };

    private static Job Apply() => new()
    {
        Id = "bootstrap",
        Name = "Apply bootstrap",
        Needs = [BuiltProgram.Job, "seal"],
        Environment = GitHubEnvironments.Apply(BootstrapSettings.Stack),
        Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
        TimeoutMinutes = 60,
        Concurrency = new("apply-bootstrap${{ inputs.emergency && '-emergency' || '' }}", CancelInProgress: false),
        Steps =
        [
            .. BuiltProgram.WithHistory,
            new UsesStep("Take the envelope", ActionTable.DownloadArtifact, CommonSteps.Map(("name", "envelope-bootstrap"), ("path", "${{ runner.temp }}"))),
            new RunStep(
                "Make sure that it is the one that was sealed",
                $"test \"$(jq -r .digest {Envelope})\" = \"$DIGEST\"",
                CommonSteps.Map(("DIGEST", "${{ needs.seal.outputs.digest }}"))),
            .. Tools.Steps,
            .. SignIn("BOOTSTRAP_ACCOUNT", "bootstrap"),
            new RunStep(
                "Bootstrap",
                $"{Tools.Use}{CommonSteps.Program} bootstrap --backend pulumi --plan {Envelope} ${{EMERGENCY:+--emergency}} --yes",
                CommonSteps.App.Add("EMERGENCY", "${{ inputs.emergency && 'yes' || '' }}").Add("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}")),
            new RunStep("Foundations are what is committed", "git diff --exit-code -- stacks", CommonSteps.None),
        ],
    };

    private static ImmutableArray<JobStep> SignIn(string account, string environment) =>
    [
        new RunStep(
            "Refuse a first run",
            "compgen -G 'stacks/*/foundation.yaml' > /dev/null || { echo 'bootstrap never ran: a person runs infra bootstrap --backend pulumi first' >&2; exit 1; }\n"
            + $"if [[ -z $IDENTITY_PROVIDER || -z $ACCOUNT ]]; then echo 'the environment {environment} has no {Provider} and {account}' >&2; exit 1; fi\n",
            CommonSteps.Map(("ACCOUNT", $"${{{{ vars.{account} }}}}"), ("IDENTITY_PROVIDER", $"${{{{ vars.{Provider} }}}}"))),
        new UsesStep(
            "Sign in to Google Cloud",
            ActionTable.GoogleAuth,
            CommonSteps.Map(("service_account", $"${{{{ vars.{account} }}}}"), ("workload_identity_provider", $"${{{{ vars.{Provider} }}}}"))),
    ];
}
