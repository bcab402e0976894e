using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;
using Infra.Model.Values;
using Infra.Settings.Foundations;

namespace Infra.GitHub.Generators;

/// <summary>Steps that several workflows have.</summary>
internal static class CommonSteps
{
    /// <summary>The program that the job <see cref="BuiltProgram"/> made: where <c>./run</c> puts it, and where Pulumi.yaml looks for it.</summary>
    public const string Program = "artifacts/program/infra";

    public static ImmutableSortedDictionary<string, string> None { get; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The token of the job, for steps that talk to GitHub; no file ever holds it.</summary>
    public static ImmutableSortedDictionary<string, string> Token { get; } = Map(("GITHUB_TOKEN", "${{ github.token }}"));

    /// <summary>The GitHub App of the company: it opens pull requests that start workflows, and writes the branches of records.</summary>
    public static ImmutableSortedDictionary<string, string> App { get; } =
        Map(("INFRA_GITHUB_APP_ID", "${{ vars.INFRA_GITHUB_APP_ID }}"), ("INFRA_GITHUB_APP_KEY", "${{ secrets.INFRA_GITHUB_APP_KEY }}"));

    /// <summary>The repository without a credential in its folder, and the SDK; no cache, because a cache can be poisoned by a pull request.</summary>
    public static ImmutableArray<JobStep> Sources { get; } =
    [
        new UsesStep("Check out", ActionTable.Checkout, Map(("persist-credentials", "false"))),
        Dotnet,
    ];

    /// <summary>The same with all commits, for what compares them.</summary>
    public static ImmutableArray<JobStep> SourcesWithHistory { get; } =
    [
        new UsesStep("Check out", ActionTable.Checkout, Map(("fetch-depth", "0"), ("persist-credentials", "false"))),
        Dotnet,
    ];

    /// <summary>The SDK of global.json.</summary>
    public static UsesStep Dotnet => new("Set up .NET", ActionTable.SetupDotnet, Map(("global-json-file", "global.json")));

    /// <summary>The identity of a run, and the tools that work with it.</summary>
    public static ImmutableArray<JobStep> Cloud(Foundation foundation, AccountEmail account) => [.. Tools.Steps, SignIn(foundation, account)];

    /// <summary>The identity of a run.</summary>
    public static UsesStep SignIn(Foundation foundation, AccountEmail account) =>
        new("Sign in to Google Cloud", ActionTable.GoogleAuth, Map(("service_account", account.Value), ("workload_identity_provider", foundation.IdentityProvider.Value)));

    public static UsesStep Upload(string name, string path) => new("Keep the result", ActionTable.UploadArtifact, Map(("if-no-files-found", "error"), ("name", name), ("path", path), ("retention-days", "30")));

    /// <summary>
    /// Lines that run a command, put both of its outputs into the log and the summary, and leave how it ended in <c>code</c>. Indented lines are code in
    /// Markdown, and nothing in them can end it.
    /// </summary>
    public static string Saying(string command) =>
        $"code=0\n{command} 2>&1 | tee \"$RUNNER_TEMP/said.txt\" || code=$?\nsed 's/^/    /' \"$RUNNER_TEMP/said.txt\" >> \"$GITHUB_STEP_SUMMARY\"\n";

    public static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        entries.ToImmutableSortedDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
