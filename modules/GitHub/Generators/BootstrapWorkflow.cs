namespace Infra.GitHub;

/// <summary>
/// <c>bootstrap.yml</c>: applies changes of the stack bootstrap, never its first run. That one makes the identities of workflows, so a person
/// makes it with credentials of their own; who may change projects and identities afterwards is a setting of the GitHub environment.
/// </summary>
internal static class BootstrapWorkflow
{
    private const string OfMain = "github.ref == 'refs/heads/main'";

    public static Workflow Of() => new(
        "bootstrap",
        "Changes what environments stand on. The first run is made by a person: docs/bootstrap.md.",
        [new ManualTrigger([])],
        [
            BuiltProgram.Build(OfMain),
            new Job
            {
                Id = "bootstrap",
                Name = "Apply bootstrap",
                Needs = [BuiltProgram.Job],
                If = OfMain,
                Environment = "bootstrap",
                Permissions = CommonSteps.Map(("contents", "read"), ("id-token", "write")),
                TimeoutMinutes = 60,
                Concurrency = new("apply-bootstrap", CancelInProgress: false),
                Steps =
                [
                    .. BuiltProgram.WithHistory,
                    .. Tools.Steps,
                    new RunStep(
                        "Refuse a first run",
                        "compgen -G 'stacks/*/foundation.yaml' > /dev/null || { echo 'bootstrap never ran: a person runs infra bootstrap --backend pulumi first' >&2; exit 1; }\n"
                        + "if [[ -z $IDENTITY_PROVIDER || -z $ACCOUNT ]]; then echo 'the environment bootstrap has no BOOTSTRAP_IDENTITY_PROVIDER and BOOTSTRAP_ACCOUNT' >&2; exit 1; fi\n",
                        CommonSteps.Map(("ACCOUNT", "${{ vars.BOOTSTRAP_ACCOUNT }}"), ("IDENTITY_PROVIDER", "${{ vars.BOOTSTRAP_IDENTITY_PROVIDER }}"))),
                    new UsesStep(
                        "Sign in to Google Cloud",
                        ActionTable.GoogleAuth,
                        CommonSteps.Map(("service_account", "${{ vars.BOOTSTRAP_ACCOUNT }}"), ("workload_identity_provider", "${{ vars.BOOTSTRAP_IDENTITY_PROVIDER }}"))),
                    new RunStep("Bootstrap", $"{Tools.Use}{CommonSteps.Program} bootstrap --backend pulumi --yes", CommonSteps.None),
                    new RunStep("Foundations are what is committed", "git diff --exit-code -- stacks", CommonSteps.None),
                ],
            },
        ]);
}
