using Infra.Cli.Tests;
using Infra.Delivery.Audit;
using Infra.Git;
using Infra.Model.Values;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Attack.Tests.Keys;

/// <summary>
/// Argo CD reads the commit that a release names, and not the one that is reviewed: a file that stood in a commit for a moment, and was taken away by
/// the next, is read all the same when a release names that commit.
/// </summary>
public sealed class PlatformContentTests
{
    private const string Evil = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: evil, namespace: argocd}\nspec: {project: addons}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cluster/templates/notes.yml", Evil)]
    [InlineData("cluster/templates/x.tpl", Evil)]
    [InlineData("cluster/templates/x.yaml", Evil)]
    [InlineData("cluster/crds/x.yaml", Evil)]
    [InlineData("cluster/values.yaml", "platform: main\n")]
    [InlineData("cluster/.argocd-source.yaml", "helm: {parameters: [{name: platform, value: main}]}\n")]
    [InlineData("cluster/charts/more/Chart.yaml", "apiVersion: v2\nname: more\nversion: 1.0.0\n")]
    [InlineData("tenants/kustomization.yml", "resources: []\n")]
    [InlineData("tenants/e.json", "{}\n")]
    [InlineData("projects/default.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: default, namespace: argocd}\nspec: {sourceRepos: ['*']}\n")]
    [InlineData("policies/k8s008.yaml", null)]
    public async Task What_stood_in_a_commit_for_a_moment_is_not_released(string file, string? text)
    {
        foreach (bool ofRegion in new[] { false, true })
        {
            using GitWorkspace git = await ReleasedAsync();
            string path = Path.Combine(git.Files.Folder, "gitops", "staging", file);
            if (text is null)
            {
                File.Delete(path);
            }
            else
            {
                git.Files.Write($"gitops/staging/{file}", text);
            }

            string hidden = git.CommitAsItIs("a moment");
            git.Git("revert", "--no-edit", hidden);
            string merged = git.Git("rev-parse", "HEAD").Trim();
            git.Release("staging", ofRegion ? merged : hidden);
            if (ofRegion)
            {
                git.Keep("staging", "asia-south1", hidden);
            }

            string commit = git.CommitAsItIs("release");

            string objection = Assert.Single(await OriginAsync(git, commit));

            Assert.Equal(
                $"stacks/staging/release.yaml names the platform {hidden[..12]}, and gitops/staging/{file} of it is not what infra renders of its stacks. Promote again, or name a commit that infra made", objection);
        }
    }

    [Fact]
    public async Task A_link_in_the_commit_is_not_released()
    {
        using GitWorkspace git = await ReleasedAsync();
        File.CreateSymbolicLink(Path.Combine(git.Files.Folder, "gitops", "staging", "cluster", "templates", "sub"), "/etc");
        string hidden = git.CommitAsItIs("a moment");
        git.Git("revert", "--no-edit", hidden);
        git.Release("staging", hidden);

        string[] objections = [.. await OriginAsync(git, git.CommitAsItIs("release"))];

        Assert.Contains(objections, o => o.Contains("gitops/staging/cluster/templates/sub", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_infra_made_of_the_stacks_is_released()
    {
        using GitWorkspace git = await ReleasedAsync();
        git.Release("staging", git.Git("rev-parse", "HEAD").Trim());

        Assert.Empty(await OriginAsync(git, git.CommitAsItIs("release")));
    }

    // Or an upgrade of infra, which renders otherwise, would leave no way back.
    [Fact]
    public async Task What_was_applied_once_was_judged_and_nothing_else_was()
    {
        using GitWorkspace git = await ReleasedAsync();
        string[] platforms = [.. Enumerable.Range(1, 5).Select(i => new string($"{i}"[0], 40))];
        string[] commits = [.. platforms.Select(Released)];
        AuditEntry up = new()
        {
            DeploymentId = "1", Timestamp = DateTimeOffset.UnixEpoch, Phase = AuditPhase.End, Action = "up", DeploymentTarget = "staging", Actor = "asha", Backend = "pulumi", GitCommit = commits[0], Outcome = "succeeded",
        };

        HashSet<GitRevision> judged = await ReleaseOrigin.JudgedAsync(
            new GitProcess(git.Files.Folder),
            "staging",
            Tier.Staging,
            [
                up, up with { GitCommit = commits[1], Outcome = "failed" }, up with { GitCommit = commits[2], DeploymentTarget = "prod" }, up with { GitCommit = commits[3], Action = "promote" }, up with { GitCommit = null },
                up with { GitCommit = new string('a', 40) }, up with { GitCommit = commits[4] },
            ],
            Cancellation);

        Assert.Equal([platforms[0], platforms[4]], judged.Select(j => j.Value).Order(StringComparer.Ordinal));

        string Released(string platform)
        {
            git.Release("staging", $"\"{platform}\"");
            return git.CommitAsItIs(platform);
        }
    }

    private static async Task<GitWorkspace> ReleasedAsync()
    {
        GitWorkspace git = await GitWorkspace.ReleasedAsync();
        git.Files.TrustsAddresses = true;
        git.Applications();
        await git.CommitAsync("runs a commit of the applications");
        return git;
    }

    private static async Task<IReadOnlyList<string>> OriginAsync(GitWorkspace git, string commit)
    {
        Host host = git.Files.Host(TextWriter.Null, TextWriter.Null, null);
        return await new ReleaseOrigin(host, Repository.Find(host)).ObjectionsAsync("staging", commit, "local", Cancellation);
    }
}
