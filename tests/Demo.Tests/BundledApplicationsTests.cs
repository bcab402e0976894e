using Infra.Cli.Tests;
using Infra.Pipeline.Demonstrating;

namespace Infra.Demo.Tests;

public sealed class BundledApplicationsTests
{
    [Fact]
    public async Task Its_commits_are_the_same_wherever_it_is_made()
    {
        using GitWorkspace workspace = await GitWorkspace.CommittedAsync();

        (string output, int exitCode) = await workspace.Files.RunAsync(["demo", "prepare"]);

        Assert.Equal((".infra/applications.git has 9 commits, and its main is at 19b35b08abb1. On the local backend this clone's git takes it for https://github.com/setu-retail/deploy.\n", 0), (output, exitCode));
        Assert.Equal(
            """
            19b35b08abb123461e63c7518561b72735265751 refs/heads/main
            de795f52934e9b3b3b941df096ea10d0881ae378 refs/heads/payments-1.2.0
            b85997f59da8d1400e23022b94d98957286cb73e refs/heads/payments-1.2.1

            """,
            Applications(workspace, "for-each-ref", "--format=%(objectname) %(refname)"));
        Assert.Equal("", Applications(workspace, "fsck", "--no-dangling", "--no-progress"));
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task The_releases_of_the_example_are_on_its_main_with_a_chart_for_each_application(string environment)
    {
        using GitWorkspace workspace = await GitWorkspace.CommittedAsync();
        await PrepareAsync(workspace);
        string revision = workspace.Files.Read($"stacks/{environment}/release.yaml").Split('\n').Single(l => l.StartsWith("revision: ", StringComparison.Ordinal))["revision: ".Length..];
        string[] paths = [.. workspace.Files.Read("stacks/catalog/apps.yaml").Split('\n').Where(l => l.StartsWith("    path: ", StringComparison.Ordinal)).Select(l => l["    path: ".Length..])];

        Assert.Equal("", Applications(workspace, "merge-base", "--is-ancestor", revision, "main"));
        Assert.Equal(paths.Select(p => $"{p}/Chart.yaml").Order(StringComparer.Ordinal), Applications(workspace, "ls-tree", "-r", "--name-only", revision).Split('\n').Where(f => f.EndsWith("/Chart.yaml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Twice_is_once_and_a_main_that_was_moved_stays_where_it_is()
    {
        using GitWorkspace workspace = await GitWorkspace.CommittedAsync();
        await PrepareAsync(workspace);
        Applications(workspace, "branch", "--force", "main", BundledApplications.Bad);
        string settings = workspace.Files.Read(".git/config");

        string output = await PrepareAsync(workspace);

        Assert.StartsWith(".infra/applications.git has 9 commits, and its main is at de795f52934e.", output, StringComparison.Ordinal);
        Assert.Equal(settings, workspace.Files.Read(".git/config"));
    }

    [Fact]
    public async Task One_that_was_interrupted_before_its_branches_is_made_again()
    {
        using GitWorkspace workspace = await GitWorkspace.CommittedAsync();
        Directory.CreateDirectory(Path.Combine(workspace.Files.Folder, BundledApplications.Place, "objects"));

        string output = await PrepareAsync(workspace);

        Assert.StartsWith(".infra/applications.git has 9 commits, and its main is at 19b35b08abb1.", output, StringComparison.Ordinal);
        Assert.Equal("refs/heads/main\n", workspace.Git("for-each-ref", "--format=%(refname)"));
    }

    [Fact]
    public async Task Where_git_has_another_place_for_the_address_nothing_is_changed()
    {
        using GitWorkspace workspace = await GitWorkspace.CommittedAsync();
        workspace.Git("config", "url./elsewhere.insteadOf", "https://github.com/setu-retail/deploy");
        string settings = workspace.Files.Read(".git/config");

        (string output, int exitCode) = await workspace.Files.RunAsync(["demo", "prepare"]);

        Assert.Equal(
            ("error: git has /elsewhere for https://github.com/setu-retail/deploy already (url.*.insteadOf), so nothing was changed. Take that setting out first: `git config --get-regexp insteadOf` shows it.\n", 2), (output, exitCode));
        Assert.Equal(settings, workspace.Files.Read(".git/config"));
        Assert.False(Directory.Exists(Path.Combine(workspace.Files.Folder, BundledApplications.Place)));
    }

    [Fact]
    public async Task A_folder_without_history_is_told_so()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["demo", "prepare"]);

        Assert.Equal(2, exitCode);
        Assert.EndsWith(" is no git repository, and releases are commits. Clone it, or run `infra demo`, which makes a repository of its own.\n", output, StringComparison.Ordinal);
    }

    private static string Applications(GitWorkspace workspace, params string[] arguments) => workspace.Git(["--git-dir", Path.Combine(workspace.Files.Folder, BundledApplications.Place), .. arguments]);

    private static async Task<string> PrepareAsync(GitWorkspace workspace)
    {
        (string output, int exitCode) = await workspace.Files.RunAsync(["demo", "prepare"]);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
