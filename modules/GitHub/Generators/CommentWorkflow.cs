using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;

namespace Infra.GitHub.Generators;

/// <summary>
/// <c>comment.yml</c>: what <c>preview.yml</c> planned becomes a comment under its pull request. It runs main's code, and takes one bounded file of a run that
/// executed the code of a pull request, as a text and nothing else. Which pull request that is says GitHub. The job that writes has no other right.
/// </summary>
internal static class CommentWorkflow
{
    /// <summary>The most bytes that are taken; what GitHub takes of a comment is less.</summary>
    public const int MostBytes = 262_144;

    /// <summary>What each of its jobs asks: a run of that very file for a pull request of this very repository, which GitHub names.</summary>
    public const string Condition =
        "github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion == 'success'"
        + " && github.event.workflow_run.path == '.github/workflows/" + PreviewWorkflow.File + "'"
        + " && github.event.workflow_run.head_repository.id == github.event.repository.id && github.event.workflow_run.pull_requests[0].number > 0";

    private const string Taken = "$RUNNER_TEMP/taken";

    public static Workflow Of(DeliveryOptions options) => new(
        "comment",
        "Writes under a pull request what it would do; takes one file from the run that found it out.",
        [new WorkflowRunTrigger([PreviewWorkflow.Name])],
        [BuiltProgram.Build(Condition), .. PreviewWorkflow.Planned(options).SelectMany(e => new[] { Take(e), Comment(e) })])
    {
        Concurrency = new("comment-${{ github.event.workflow_run.pull_requests[0].number }}", CancelInProgress: false),
    };

    /// <summary>The name of the file's artefact.</summary>
    public static string Artifact(DeliveryEnvironment environment) => $"comment-{environment.Name}";

    private static Job Take(DeliveryEnvironment environment) => new()
    {
        Id = $"take-{environment.Name}",
        Name = $"Take the plan of {environment.Name}",
        If = Condition,
        Permissions = CommonSteps.Map(("actions", "read")),
        TimeoutMinutes = 5,
        Outputs = CommonSteps.Map(("found", "${{ steps.look.outputs.found }}")),
        Steps =
        [
            // By a pattern, because there is none where the plan was left out; into a folder of its own.
            new UsesStep("Take what the run left", ActionTable.DownloadArtifact, CommonSteps.Map(
                ("github-token", "${{ github.token }}"), ("merge-multiple", "true"), ("path", "${{ runner.temp }}/taken"), ("pattern", Artifact(environment)), ("run-id", "${{ github.event.workflow_run.id }}"))),
            new RunStep(
                "Take one text of bounded length and nothing else",
                $"mkdir -p \"{Taken}\"\nmapfile -d '' -t found < <(find \"{Taken}\" -mindepth 1 -print0)\n"
                + "if ((${#found[@]} == 0)); then\n  echo 'found=no' >> \"$GITHUB_OUTPUT\"\n  exit 0\nfi\n"
                + $"file=\"{Taken}/plan.md\"\n"
                + "if ((${#found[@]} != 1)) || [[ ${found[0]} != \"$file\" || ! -f $file || -L $file ]]; then\n  echo 'the run must leave one file plan.md and nothing beside it' >&2\n  exit 1\nfi\n"
                + $"if (($(stat --format %s \"$file\") > {MostBytes})); then\n  echo 'plan.md must have at most {MostBytes} bytes' >&2\n  exit 1\nfi\n"
                + "echo 'found=yes' >> \"$GITHUB_OUTPUT\"\n",
                CommonSteps.None) { Id = "look" },
            CommonSteps.Upload($"text-{environment.Name}", "${{ runner.temp }}/taken/plan.md") with { If = "steps.look.outputs.found == 'yes'" },
        ],
    };

    private static Job Comment(DeliveryEnvironment environment) => new()
    {
        Id = $"comment-{environment.Name}",
        Name = $"Comment on the plan of {environment.Name}",
        Needs = [BuiltProgram.Job, $"take-{environment.Name}"],
        If = $"{Condition} && needs.take-{environment.Name}.outputs.found == 'yes'",
        Permissions = CommonSteps.Map(("pull-requests", "write")),
        TimeoutMinutes = 5,
        Steps =
        [
            // It has no right to the sources, and so no global.json.
            new UsesStep("Set up .NET", ActionTable.SetupDotnet, CommonSteps.Map(("dotnet-version", "10.0.x"))),
            .. BuiltProgram.Take,
            new UsesStep("Take the text", ActionTable.DownloadArtifact, CommonSteps.Map(("name", $"text-{environment.Name}"), ("path", "${{ runner.temp }}"))),
            new RunStep(
                "Comment",
                $"{CommonSteps.Program} github comment --pull-request \"$PULL_REQUEST\" --marker {environment.Name} --file \"$RUNNER_TEMP/plan.md\"",
                CommonSteps.Token.Add("PULL_REQUEST", "${{ github.event.workflow_run.pull_requests[0].number }}")),
        ],
    };
}
