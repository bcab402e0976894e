using Infra.GitHub.Workflows;
using Infra.Model.Actions;

namespace Infra.GitHub.Generators;

/// <summary><c>codeql.yml</c>: static analysis of the program and of the workflows, for each pull request, for main, and once a week for what is newly known.</summary>
/// <remarks>https://docs.github.com/en/code-security/code-scanning/creating-an-advanced-setup-for-code-scanning/codeql-code-scanning-for-compiled-languages</remarks>
internal static class CodeScanningWorkflow
{
    private const string Mondays = "43 3 * * 1";

    public static Workflow Of() => new(
        "codeql",
        "Static analysis by CodeQL: the program, and the workflows that run it.",
        [new PullRequestTrigger(), new PushTrigger(["main"]), new ScheduleTrigger(Mondays)],
        [Analysis("actions", "Workflows"), Analysis("csharp", "Program")])
    {
        Concurrency = new("codeql-${{ github.ref }}", CancelInProgress: false),
    };

    // No build: CodeQL reads the sources, so that code of a pull request is not run where results are written.
    private static Job Analysis(string language, string what) => new()
    {
        Id = $"codeql-{language}",
        Name = $"CodeQL of {language}",
        Permissions = CommonSteps.Map(("actions", "read"), ("contents", "read"), ("security-events", "write")),
        TimeoutMinutes = 30,
        Steps =
        [
            CommonSteps.Sources[0],
            new UsesStep("Prepare CodeQL", ActionTable.CodeQlInit, CommonSteps.Map(("build-mode", "none"), ("languages", language), ("queries", "security-extended"))),
            new UsesStep($"Analyse: {what}", ActionTable.CodeQlAnalyze, CommonSteps.Map(("category", $"/language:{language}"))),
        ],
    };
}
