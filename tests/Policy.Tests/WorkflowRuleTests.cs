using System.Collections.Immutable;
using System.Reflection;
using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>The committed workflows and what else GitHub reads hold every rule about them, and a broken copy of each is found.</summary>
public sealed class WorkflowRuleTests
{
    private static readonly string Root = typeof(WorkflowRuleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    private static readonly ImmutableArray<Rule> Rules = [.. RuleCatalog.All.Where(r => r.Info.Id.StartsWith("WF", StringComparison.Ordinal) || r.Info.Id is "GIT006" or "GIT007")];

    public static TheoryData<string> Files => [.. Fixture.Workflows.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "WF001", "preview.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7" },
        { "WF002", "preview.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@3d3c42e5aac5ba805825da76410c181273ba90b2" },
        { "WF002", "preview.yml", "# v7.0.1", "# v7.0.2" },
        { "WF003", "deploy.yml", "permissions: {}", "permissions: write-all" },
        { "WF003", "promote.yml", "    permissions:\n      contents: read\n    outputs:", "    outputs:" },
        { "WF004", "deploy.yml", "google-github-actions/auth@", "google-github-actions/setup-gcloud@" },
        { "WF005", "comment.yml", "    types: [completed]\n", "    types: [completed]\n  push: {}\n" },
        { "WF005", "comment.yml", " && github.event.workflow_run.head_repository.id == github.event.repository.id", "" },
        { "WF005", "comment.yml", "github.event.workflow_run.event == 'pull_request' &&", "github.event.workflow_run.event == 'pull_request' ||" },
        { "WF005", "comment.yml", "persist-credentials: \"false\"", "persist-credentials: \"false\"\n          ref: ${{ github.event.workflow_run.head_sha }}" },
        { "WF005", "comment.yml", "      pull-requests: write\n", "      contents: write\n      pull-requests: write\n" },
        { "WF005", "preview.yml", "pull_request: {}", "pull_request_target: {}" },
        { "WF006", "preview.yml", "run: |\n          ./run test", "run: |\n          ./run test ${{ github.head_ref }}" },
        { "WF006", "hotfix.yml", "for app in $APPS", "for app in ${{ inputs.apps }}" },
        { "WF006", "rollout.yml", "printf '%s' \"$EVIDENCE\"", "printf '%s' '${{ inputs.evidence }}'" },
        { "WF007", "deploy.yml", ">> \"$GITHUB_OUTPUT\"", ">> \"$GITHUB_ENV\"" },
        { "WF008", "drift.yml", "persist-credentials: \"false\"", "persist-credentials: \"true\"" },
        { "WF009", "deploy.yml", "cancel-in-progress: false", "cancel-in-progress: true" },
        { "WF009", "deploy.yml", "    concurrency:\n      group: apply-staging\n      cancel-in-progress: false\n", "" },
        { "WF009", "deploy.yml", "permissions: {}\n", "permissions: {}\nconcurrency:\n  group: deploy\n  cancel-in-progress: true\n" },
        { "WF010", "bootstrap.yml", "    timeout-minutes: 60\n", "    timeout-minutes: 60\n    secrets: inherit\n" },
        { "WF010", "promote.yml", "${{ secrets.INFRA_GITHUB_APP_KEY }}", "${{ toJSON(secrets) }}" },
        { "WF010", "promote.yml", "${{ secrets.INFRA_GITHUB_APP_KEY }}", "${{ toJson( Secrets ) }}" },
        { "WF010", "promote.yml", "${{ secrets.INFRA_GITHUB_APP_KEY }}", "${{ join(secrets.*, ' ') }}" },
        { "WF010", "promote.yml", "${{ secrets.INFRA_GITHUB_APP_KEY }}", "${{ format('{0}', secrets) }}" },
        { "WF011", "promote.yml", "    environment: release\n", "" },
        { "WF011", "promote.yml", "    environment: release\n", "    environment: \"\"\n" },
        { "WF011", "preview.yml", "permissions: {}\n", "permissions: {}\nenv:\n  KEY: ${{ secrets.KEY }}\n" },
        { "WF011", "preview.yml", "    timeout-minutes: 30\n", "    timeout-minutes: 30\n    env:\n      KEY: ${{ format('{0}', SECRETS['KEY']) }}\n" },
        { "WF011", "hotfix.yml", "    environment: release\n", "" },
        { "WF011", "rollout.yml", "    environment: release\n", "" },
        { "WF012", "deploy.yml", "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "actions/cache@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c" },
        { "WF012", "deploy.yml", "global-json-file: global.json", "cache: \"true\"" },
        { "WF013", "rollback.yml", "    timeout-minutes: 15\n", "" },
        { "WF013", "ci.yml", "shell: bash -euo pipefail {0}", "shell: bash" },
        { "WF014", "preview.yml", "github.event.pull_request.head.repo.id == github.event.repository.id", "github.event.pull_request.head.repo.full_name == github.repository" },
        { "WF014", "ci.yml", "if: github.event_name == 'push' && github.ref == 'refs/heads/main'", "if: github.event_name == 'push' || github.ref == 'refs/heads/main'" },
        { "WF014", "preview.yml", "environment: dev-plan", "environment: dev" },
        { "WF014", "preview.yml", " && github.event.pull_request.user.id != 49699333", "" },
        { "WF015", "deploy.yml", "\"$DIGEST\"", "\"$SOMETHING\"" },
        { "WF016", "stacks/delivery/github.yaml", "reviews: 1", "without:\n  - reviewers\nreviews: 1" },
        { "WF017", "rollback.yml", "github.ref == 'refs/heads/main'", "github.actor == 'asha'" },
        { "WF017", "rollout.yml", "github.ref == 'refs/heads/main'", "contains(github.ref, 'main')" },
        { "WF017", "hotfix.yml", "if: github.ref == 'refs/heads/main'", "if: ${{ github.ref == 'refs/heads/main' }} or so" },
        { "WF018", "preview.yml", "ubuntu-24.04", "ubuntu-latest" },
        { "GIT006", "stacks/delivery/github.yaml", "reviews: 1", "reviews: 0" },
        { "GIT006", "stacks/delivery/github.yaml", "  /modules/Policy/:", "  /modules/Other/:" },
        { "GIT006", "stacks/delivery/github.yaml", "  /stacks/delivery/gates.yaml:\n    - security", "  /stacks/delivery/gates.yaml: []" },
        { "GIT007", ".github/dependabot.yml", "default-days: 7", "default-days: 6" },
        { "GIT007", ".github/dependabot.yml", "semver-major-days: 30", "semver-patch-days: 1" },
        { "GIT007", ".github/dependabot.yml", "package-ecosystem: npm", "package-ecosystem: bun" },
        { "GIT007", ".github/dependabot.yml", "default-days: 7\n", "default-days: 7\n      exclude:\n        - left-pad\n" },
    };

    [Theory]
    [InlineData("stacks/delivery/github.yaml", "GIT006", "SEC008", "WF016")]
    [InlineData(".github/dependabot.yml", "GIT007", "SEC008")]
    public void What_else_GitHub_reads_holds_every_rule(string file, params string[] ids)
    {
        PolicyReport report = Judge(Text(file), RuleCatalog.All);

        Assert.Empty(report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored).Select(f => $"{f.Rule.Id} {f.File}:{f.Line} {f.Message}"));
        Assert.Equal(ids, report.Findings.Where(f => f.Outcome == Outcome.Passed).Select(f => f.Rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_committed_workflow_holds_every_rule(string file)
    {
        PolicyReport report = Judge(Text(file), RuleCatalog.All);

        Assert.Empty(report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored).Select(f => $"{f.Rule.Id} {f.File}:{f.Line} {f.Message}"));
        Assert.Contains(report.Findings, f => f.Rule.Id == "WF003" && f.Outcome == Outcome.Passed);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_copy_is_found_by_the_rule_that_it_breaks(string id, string file, string good, string bad)
    {
        Assert.Contains(good, Text(file), StringComparison.Ordinal);

        PolicyReport report = Judge(Text(file).Replace(good, bad, StringComparison.Ordinal), Rules);

        Assert.Contains(report.Findings, f => f.Rule.Id == id && f.Outcome == Outcome.Failed);
    }

    [Theory]
    [InlineData("on: pull_request")]
    [InlineData("on: [push, pull_request]")]
    public void A_pull_request_is_seen_however_the_trigger_is_written(string trigger)
    {
        string text = Text("preview.yml").Replace("on:\n  pull_request: {}", trigger, StringComparison.Ordinal).Replace("head.repo.id ==", "head.repo.id !=", StringComparison.Ordinal);

        Assert.Contains(Judge(text, Rules).Findings, f => f.Rule.Id == "WF014" && f.Outcome == Outcome.Failed);
    }

    [Fact]
    public void Every_rule_about_workflows_looked_at_something_that_is_committed_and_passed_it()
    {
        IEnumerable<string> files = Fixture.Workflows.Select(f => Path.GetFileName(f)).Concat(["stacks/delivery/github.yaml", ".github/dependabot.yml"]);

        string[] passed = [.. files.SelectMany(f => Judge(Text(f), Rules).Findings).Where(f => f.Outcome == Outcome.Passed).Select(f => f.Rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        Assert.Equal(Rules.Select(r => r.Info.Id).Order(StringComparer.Ordinal), passed);
    }

    [Fact]
    public void Every_rule_about_workflows_has_a_broken_copy() =>
        Assert.Equal(Rules.Select(r => r.Info.Id).Order(StringComparer.Ordinal), Broken.Select(b => b.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Text(string file) => File.ReadAllText(Fixture.Find(file.Contains('/', StringComparison.Ordinal) ? file : $".github/workflows/{file}"));

    private static PolicyReport Judge(string text, IEnumerable<Rule> rules) => PolicyReport.Of(
        new PolicyInput(RuleExamples.Of(RuleCatalog.Find("GKE001")!).Mended.Input.Environment, plan: null, ManifestReader.Read(".github/workflows/test.yml", text)), rules);
}
