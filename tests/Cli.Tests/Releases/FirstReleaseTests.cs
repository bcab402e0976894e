using Infra.Pipeline.Demonstrating;

namespace Infra.Cli.Tests.Releases;

/// <summary>A clone of one commit, as a squash or a download leaves it: the commits that its releases name are not in it.</summary>
public sealed class FirstReleaseTests
{
    private const string Rollout = "  staging:\n    planFresh: {}\n    rollout:\n      primary:\n        regions:\n          - asia-south2\n      tertiary:\n        regions:\n          - asia-south1\n";

    private int plans;

    [Fact]
    public async Task A_squashed_clone_promotes_rolls_out_fixes_and_rolls_back()
    {
        using GitWorkspace workspace = await SquashedAsync();
        await ApplyAsync(workspace, "dev");

        // The first release reaches every region at once, because nothing runs in the others that they could keep.
        string first = await MustAsync(workspace, "promote", "dev", "staging");
        Merge(workspace, "promote/staging");
        await ApplyAsync(workspace, "staging");
        string given = workspace.Files.Read("stacks/staging/release.yaml");

        // The second one goes through the phases, and back; then one application is fixed.
        Applications(workspace, "branch", "--force", "main", BundledApplications.Bad);
        await MustAsync(workspace, "promote", "dev", "staging");
        Merge(workspace, "promote/staging");
        await ApplyAsync(workspace, "staging");
        (string standing, int waits) = await workspace.Files.RunAsync(["rollout", "staging"]);
        string changes = await MustAsync(workspace, "apps", "diff", "staging");
        await MustAsync(workspace, "rollback", "staging", "--reason", "one payment in five fails");
        Merge(workspace, "rollback/staging");
        await ApplyAsync(workspace, "staging");
        string back = workspace.Files.Read("stacks/staging/release.yaml");
        await MustAsync(workspace, "hotfix", "staging", "--app", $"payments-api={Applications(workspace, "rev-parse", BundledApplications.Fixed).Trim()}", "--reason", "INC-42: wait for slow banks");

        Assert.StartsWith(Note(workspace, "staging"), first, StringComparison.Ordinal);
        Assert.DoesNotContain("regions:", given, StringComparison.Ordinal);
        Assert.Equal(10, waits);
        Assert.Contains("asia-south2  1 of 2 clusters", standing, StringComparison.Ordinal);
        Assert.Contains("asia-south2-payments-api", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Application argocd/asia-south1-", changes, StringComparison.Ordinal);
        Assert.Equal(given, back);
    }

    [Fact]
    public async Task Where_something_runs_already_a_release_of_an_unknown_commit_has_diverged()
    {
        using GitWorkspace workspace = await SquashedAsync();
        workspace.Files.Replace("stacks/delivery/gates.yaml", Rollout, "  staging:\n    planFresh: {}\n");
        await workspace.CommitAsync("no phases");
        await ApplyAsync(workspace, "dev");
        await ApplyAsync(workspace, "staging");

        (string output, int exitCode) = await workspace.Files.RunAsync(["promote", "dev", "staging"]);

        Assert.Equal(10, exitCode);
        Assert.Contains($", which staging has, have diverged: this repository has no commit {Platform(workspace, "staging")[..12]}.\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("first release", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_argo_cd_reads_of_an_unknown_commit_is_not_known_and_the_way_out_is_said()
    {
        using GitWorkspace workspace = await SquashedAsync();
        workspace.Files.Replace("stacks/catalog/tenants.yaml", "cpu: 60", "cpu: 80");
        await workspace.CommitAsync("more cores");

        (string refused, int exitCode) = await workspace.DiffAsync("prod");
        (string rendered, int compared) = await workspace.DiffAsync("prod", "--rendered");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            "error: COMMIT:stacks/prod/release.yaml: platform is \"COMMIT\": this repository has no such commit, so what Argo CD reads there is not known. Fetch the whole history (`git fetch --unshallow`), or write a commit of this repository."
            + " A history that was squashed has it no more: `infra apps diff --rendered` compares what the commits themselves have.\n",
            refused);
        Assert.Equal(0, compared);
        Assert.StartsWith("What Argo CD keeps in prod: COMMIT -> COMMIT\n\n ~  ResourceQuota logistics-delivery-prod/quota\n", rendered, StringComparison.Ordinal);
        Assert.Contains("\n0 to add, 3 to change, 0 to remove;", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_first_promotion_what_ran_before_is_unknown_and_that_is_said()
    {
        using GitWorkspace workspace = await SquashedAsync();
        await ApplyAsync(workspace, "dev");
        await MustAsync(workspace, "promote", "dev", "staging");
        Merge(workspace, "promote/staging");

        (string output, int exitCode) = await workspace.DiffAsync("staging");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("note: what COMMIT keeps cannot be read, so everything counts as new and nobody knows what is removed:\nCOMMIT:stacks/staging/release.yaml: platform is \"COMMIT\": this repository has no such commit", output, StringComparison.Ordinal);
    }

    private static async Task<GitWorkspace> SquashedAsync()
    {
        GitWorkspace workspace = await GitWorkspace.CopyAsync("squashed", async () =>
        {
            GitWorkspace git = new();
            string gates = git.Files.Read("stacks/delivery/gates.yaml");
            int from = gates.IndexOf("  staging:\n", StringComparison.Ordinal);
            git.Files.Write("stacks/delivery/gates.yaml", $"{gates[..from]}{Rollout}{gates[gates.IndexOf("  prod:\n", StringComparison.Ordinal)..]}");
            await git.CommitAsync("squashed");
            await MustAsync(git, "demo", "prepare");
            return git;
        });
        workspace.Files.Clock = new SetClock("2026-11-23T04:30:00Z");
        return workspace;
    }

    private static string Platform(GitWorkspace workspace, string environment) =>
        workspace.Git("show", $"{workspace.Git("rev-list", "--max-parents=0", "main").Trim()}:stacks/{environment}/release.yaml").Split('\n').Single(l => l.StartsWith("platform: ", StringComparison.Ordinal))["platform: ".Length..];

    private static string Note(GitWorkspace workspace, string environment) =>
        $"note: {environment} runs nothing yet, by the audit record, and its release names {Platform(workspace, environment)[..12]}, which this repository has not. So this is its first release, in every region at once.\n";

    private static string Applications(GitWorkspace workspace, params string[] arguments) => workspace.Git(["--git-dir", Path.Combine(workspace.Files.Folder, BundledApplications.Place), .. arguments]);

    private static void Merge(GitWorkspace workspace, string folder)
    {
        string branch = Assert.Single(workspace.Git("for-each-ref", "--no-merged=main", "--format=%(refname:short)", $"refs/heads/{folder}").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        workspace.Git("merge", "--quiet", "--no-ff", "--message", "merge", branch);
    }

    private async Task ApplyAsync(GitWorkspace workspace, string environment)
    {
        string plan = FormattableString.Invariant($".infra/plan-{++plans}.json");
        await MustAsync(workspace, "preview", environment, "--seal", "--out", plan);
        await MustAsync(workspace, "up", environment, "--plan", plan, "--yes");
    }

    private static async Task<string> MustAsync(GitWorkspace workspace, params string[] arguments)
    {
        (string output, int exitCode) = await workspace.Files.RunAsync(arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
