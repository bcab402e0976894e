using System.Diagnostics;
using Infra.Cli.Tests;
using Infra.Git;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.DirtyTrees;

/// <summary>A tree that is not what its commit says is seen, whatever git was told to say of it.</summary>
public sealed class DirtyTreeTests
{
    private const string Settings = "stacks/Pulumi.dev.yaml";
    private const string Program = "infra/Program.cs";

    [Fact]
    public async Task A_file_that_is_marked_skip_worktree_is_seen_as_changed()
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("update-index", "--skip-worktree", Settings);
        git.Files.Replace(Settings, "\n", "\n# changed\n");

        await RefusedAsync(git, Settings);
    }

    [Fact]
    public async Task A_file_that_is_marked_assume_unchanged_is_seen_as_changed()
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("update-index", "--assume-unchanged", Settings);
        git.Files.Replace(Settings, "\n", "\n# changed\n");

        await RefusedAsync(git, Settings);
    }

    [Fact]
    public async Task A_change_that_keeps_size_and_times_of_an_index_that_trusts_them_is_seen()
    {
        using GitWorkspace git = await CleanAsync();
        string path = Path.Combine(git.Files.Folder, Program);
        git.Git("config", "core.trustctime", "false");
        git.Git("config", "core.checkStat", "minimal");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        git.Git("update-index", "--refresh");
        File.WriteAllText(path, File.ReadAllText(path).Replace("honest", "hostil", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await RefusedAsync(git, Program);
    }

    [Theory]
    [InlineData("status.showUntrackedFiles", "no")]
    [InlineData("core.untrackedCache", "true")]
    [InlineData("core.ignoreCase", "true")]
    [InlineData("core.fileMode", "false")]
    public async Task A_new_file_of_the_program_is_seen_whatever_a_setting_of_git_hides(string key, string value)
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("config", key, value);
        git.Files.Write("modules/Policy/Planted.cs", "class Planted;\n");

        await RefusedAsync(git, "modules/Policy/Planted.cs");
    }

    [Fact]
    public async Task A_change_of_the_mode_of_a_file_is_seen_where_git_was_told_to_ignore_modes()
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("config", "core.fileMode", "false");
        File.SetUnixFileMode(Path.Combine(git.Files.Folder, Program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await RefusedAsync(git, Program);
    }

    [Fact]
    public async Task A_new_file_that_an_exclude_file_of_the_clone_names_is_seen()
    {
        using GitWorkspace git = await CleanAsync();
        await File.WriteAllTextAsync(Path.Combine(git.Files.Folder, ".git", "info", "exclude"), "*.cs\n", TestContext.Current.CancellationToken);
        git.Files.Write("infra/Planted.cs", "class Planted;\n");

        await RefusedAsync(git, "infra/Planted.cs");
    }

    [Fact]
    public async Task A_new_file_that_core_excludesFile_names_is_seen()
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write(".infra/ignored", "*.cs\n*.yaml\n");
        git.Git("config", "core.excludesFile", Path.Combine(git.Files.Folder, ".infra", "ignored"));
        git.Files.Write("infra/Planted.cs", "class Planted;\n");
        git.Files.Write("gitops/dev/planted.yaml", "a: b\n");

        await RefusedAsync(git, "gitops/dev/planted.yaml", "infra/Planted.cs");
    }

    [Theory]
    [InlineData("infra/Infra.csproj.user")]
    [InlineData("infra/Directory.Build.props")]
    [InlineData("infra/obj/Infra.csproj.nuget.g.props")]
    [InlineData("infra/bin/planted.targets")]
    [InlineData("Directory.Build.rsp")]
    [InlineData("MSBuild.rsp")]
    [InlineData("nuget.config")]
    [InlineData("modules/.globalconfig")]
    [InlineData("modules/Policy/.editorconfig")]
    [InlineData("artifacts/obj/Infra/Infra.csproj.planted.props")]
    [InlineData("artifacts/obj/Infra/Infra.csproj.planted.targets")]
    [InlineData("stacks/prod/planted.received.yaml")]
    public async Task A_file_that_git_ignores_and_a_build_or_a_command_reads_is_seen(string file)
    {
        using GitWorkspace git = new();
        git.Files.Write(".gitignore", ".infra/\n/artifacts/\nbin/\nobj/\n*.user\n*.rsp\n*.config\n.*config\n*.props\n*.received.*\n");
        git.Files.Write(Program, "// honest\n");
        await git.CommitAsync("first");
        git.Files.Write(file, "<Project />\n");

        await RefusedAsync(git, file);
    }

    [Fact]
    public async Task A_commit_that_a_replacement_stands_for_is_read_as_itself()
    {
        using GitWorkspace git = await CleanAsync();
        string good = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Replace(Settings, "\n", "\n# changed\n");
        string bad = git.CommitAsItIs("bad");
        git.Git("update-ref", "refs/heads/main", good);
        git.Git("replace", good, bad);

        await RefusedAsync(git, Settings);
    }

    [Fact]
    public async Task A_file_whose_content_a_replacement_stands_for_is_read_as_itself()
    {
        using GitWorkspace git = await CleanAsync();
        string good = git.Git("rev-parse", $"HEAD:{Settings}").Trim();
        git.Files.Replace(Settings, "\n", "\n# changed\n");
        string bad = git.Git("hash-object", "-w", Settings).Trim();
        git.Git("replace", good, bad);
        git.Git("update-index", "--skip-worktree", Settings);

        await RefusedAsync(git, Settings);
    }

    [Fact]
    public async Task A_graft_takes_no_commit_out_of_the_history_that_is_looked_at()
    {
        using GitWorkspace git = await CleanAsync();
        string first = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Write("infra/Second.cs", "// by mallory\n");
        string second = git.CommitAsItIs("second");
        git.Files.Write("infra/Third.cs", "// honest\n");
        string third = git.CommitAsItIs("third");
        await File.WriteAllTextAsync(Path.Combine(git.Files.Folder, ".git", "info", "grafts"), $"{third} {first}\n", TestContext.Current.CancellationToken);

        IReadOnlyList<GitCommit> commits = await new GitProcess(git.Files.Folder).HistoryAsync(first, third, TestContext.Current.CancellationToken);

        Assert.Equal([third, second], commits.Select(c => c.Id));
    }

    [Fact]
    public async Task A_file_that_is_staged_and_not_committed_is_seen_outside_of_judged_folders_too()
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write("docs/planted.md", "x\n");
        git.Git("add", "docs/planted.md");

        await RefusedAsync(git, "docs/planted.md");
    }

    [Fact]
    public async Task An_fsmonitor_that_reports_nothing_hides_no_change_and_is_not_run()
    {
        using GitWorkspace git = await CleanAsync();
        string hook = Path.Combine(git.Files.Folder, ".infra", "monitor");
        git.Files.Write(".infra/monitor", "#!/bin/sh\ntouch .infra/ran\nprintf 'token\\0'\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        git.Git("config", "core.fsmonitor", hook);
        git.Files.Replace(Settings, "\n", "\n# changed\n");

        await RefusedAsync(git, Settings);
        Assert.False(File.Exists(Path.Combine(git.Files.Folder, ".infra", "ran")), "the monitor ran");
    }

    [Fact]
    public async Task A_clean_filter_of_a_setting_hides_no_change_and_is_not_run()
    {
        using GitWorkspace git = await CleanAsync();
        string original = Path.Combine(git.Files.Folder, ".infra", "original");
        git.Files.Write(".infra/original", git.Files.Read(Settings));
        git.Git("config", "filter.hide.clean", $"touch .infra/ran; cat {original}");
        await File.WriteAllTextAsync(Path.Combine(git.Files.Folder, ".git", "info", "attributes"), "docs/* filter=hide\n", TestContext.Current.CancellationToken);
        git.Files.Replace(Settings, "\n", "\n# changed\n");

        await RefusedAsync(git, Settings);
        Assert.False(File.Exists(Path.Combine(git.Files.Folder, ".infra", "ran")), "the filter ran");
    }

    [Fact]
    public async Task A_work_tree_elsewhere_in_a_setting_is_not_looked_at_in_place_of_this_one()
    {
        using GitWorkspace git = await CleanAsync();
        string elsewhere = Path.Combine(git.Files.Folder, ".infra", "elsewhere");
        git.Git("worktree", "add", "--quiet", "--detach", elsewhere);
        git.Files.Replace(Settings, "\n", "\n# changed\n");
        git.Git("config", "core.worktree", elsewhere);

        await RefusedAsync(git, Settings);
    }

    [Theory]
    [InlineData("GIT_DIR")]
    [InlineData("GIT_INDEX_FILE")]
    [InlineData("GIT_CONFIG_GLOBAL")]
    [InlineData("GIT_CONFIG_COUNT")]
    [InlineData("GIT_CONFIG_PARAMETERS")]
    [InlineData("GIT_COMMON_DIR")]
    [InlineData("GIT_NAMESPACE")]
    [InlineData("GIT_REPLACE_REF_BASE")]
    [InlineData("GIT_SHALLOW_FILE")]
    [InlineData("GIT_EXTERNAL_DIFF")]
    [InlineData("GIT_ATTR_SOURCE")]
    [InlineData("GIT_EXEC_PATH")]
    [InlineData("GIT_LITERAL_PATHSPECS")]
    [InlineData("LD_PRELOAD")]
    public void A_variable_that_leads_git_elsewhere_does_not_reach_it(string variable)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { [variable] = "/elsewhere", ["PATH"] = "/usr/bin" };

        GitVariables.Apply(environment, GitReach.Rehearsal);

        Assert.NotEqual("/elsewhere", environment.GetValueOrDefault(variable));
        Assert.Equal("/usr/bin", environment["PATH"]);
    }

    [Fact]
    public async Task A_real_process_whose_variables_name_another_configuration_sees_the_change()
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write(".infra/config", "[status]\n\tshowUntrackedFiles = no\n[core]\n\texcludesFile = /dev/stdin\n");
        git.Files.Write("infra/Planted.cs", "class Planted;\n");
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "infra"), ["preview", "dev", "--seal", "--out", ".infra/plan.json"])
        {
            WorkingDirectory = git.Files.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(git.Files.Folder, ".infra", "config");
        (start.Environment["GIT_CONFIG_COUNT"], start.Environment["GIT_CONFIG_KEY_0"], start.Environment["GIT_CONFIG_VALUE_0"]) = ("1", "status.showUntrackedFiles", "no");

        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("The tree has changes that are not committed (infra/Planted.cs)", await said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tag", "main")]
    [InlineData("tag", "refs/heads/main")]
    [InlineData("branch", "origin/main")]
    [InlineData("tag", "origin/main")]
    public async Task A_name_that_looks_like_main_does_not_stand_for_main(string kind, string name)
    {
        using GitWorkspace git = await CleanAsync();
        string main = git.Git("rev-parse", "HEAD").Trim();
        git.Git("switch", "--quiet", "--create", "attack");
        git.Files.Write("infra/Planted.cs", "// attack\n");
        git.CommitAsItIs("attack");
        git.Git(kind, name, "HEAD");

        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"\"baseCommit\": \"{main}\"", git.Files.Read(".infra/plan.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_of_forty_digits_does_not_stand_for_the_commit_of_that_hash()
    {
        using GitWorkspace git = await CleanAsync();
        string good = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Write("infra/Planted.cs", "// attack\n");
        string attack = git.CommitAsItIs("attack");
        git.Git("update-ref", $"refs/heads/{good}", attack);
        git.Git("update-ref", $"refs/tags/{good}", attack);
        string missing = new('1', 40);
        git.Git("update-ref", $"refs/heads/{missing}", attack);
        GitProcess asked = new(git.Files.Folder);

        Assert.Equal(good, await asked.CommitAsync(GitRef.Parse(good, "a record"), TestContext.Current.CancellationToken));
        Assert.Null(await asked.CommitAsync(GitRef.Parse(missing, "a record"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_clean_tree_with_the_output_of_a_build_is_sealed()
    {
        using GitWorkspace git = await CleanAsync();
        foreach (string file in (string[])["artifacts/bin/x/infra.dll", "artifacts/obj/Infra/Infra.csproj.nuget.g.props", ".infra/state/x", "gha-creds-0123.json", "docs/draft/obj/x"])
        {
            git.Files.Write(file, "x\n");
        }

        Assert.Equal((0, ""), await SealAsync(git));
    }

    [Fact]
    public async Task A_linked_worktree_is_sealed_as_any_other()
    {
        using GitWorkspace git = await CleanAsync();
        string elsewhere = Directory.CreateTempSubdirectory("infra-attack-").FullName;
        try
        {
            git.Git("worktree", "add", "--quiet", "--detach", Path.Combine(elsewhere, "tree"));
            using StringWriter said = new();
            Host host = git.Files.Host(TextWriter.Null, said, null) with { Folder = Path.Combine(elsewhere, "tree") };

            int exitCode = await Infra.Cli.CommandLine.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"], host, TestContext.Current.CancellationToken);

            Assert.True(exitCode == 0, said.ToString());
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task A_checkout_with_the_line_ends_of_Windows_is_told_how_to_get_those_of_the_commit()
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("config", "core.autocrlf", "true");
        git.Git("rm", "--quiet", "--cached", "-r", ".");
        git.Git("reset", "--quiet", "--hard");
        Assert.Contains("\r\n", git.Files.Read(Settings), StringComparison.Ordinal);

        (int exitCode, string output) = await SealAsync(git);

        Assert.Equal(2, exitCode);
        Assert.Contains("Pulumi.yaml (line ends alone)", output, StringComparison.Ordinal);
        Assert.Contains("`git config core.autocrlf false`, then `git rm --cached -r -q .` and `git reset --hard`.", output, StringComparison.Ordinal);
        git.Git("config", "core.autocrlf", "false");
        git.Git("rm", "--cached", "-r", "-q", ".");
        git.Git("reset", "--quiet", "--hard");
        Assert.Equal((0, ""), await SealAsync(git));
    }

    [Fact]
    public async Task A_checkout_whose_gitattributes_say_LF_is_clean_with_autocrlf()
    {
        using GitWorkspace git = new();
        git.Files.Write(".gitattributes", "* text=auto eol=lf\n");
        await git.CommitAsync("first");
        git.Git("config", "core.autocrlf", "true");
        git.Git("rm", "--quiet", "--cached", "-r", ".");
        git.Git("reset", "--quiet", "--hard");

        Assert.Equal((0, ""), await SealAsync(git));
    }

    [Fact]
    public async Task A_shallow_clone_is_told_to_fetch_what_is_missing()
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write("infra/Second.cs", "// honest\n");
        git.CommitAsItIs("second");
        string clone = Path.Combine(Directory.CreateTempSubdirectory("infra-attack-").FullName, "clone");
        try
        {
            git.Git("clone", "--quiet", "--depth", "1", $"file://{git.Files.Folder}", clone);
            string head = git.Git("rev-parse", "HEAD").Trim();

            InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => new GitProcess(clone).ChangedAsync(null, head, TestContext.Current.CancellationToken));

            Assert.Equal(
                $"This clone has {head} and not the commit {git.Git("rev-parse", "HEAD^").Trim()} before it, so nobody knows what it changed. Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a job.", refusal.Message);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(clone)!, recursive: true);
        }
    }

    private static Task<GitWorkspace> CleanAsync() => GitWorkspace.CopyAsync("clean", async () =>
    {
        GitWorkspace git = new();
        git.Files.Write(".gitignore", ".infra/\n/artifacts/\nobj/\ngha-creds-*.json\n");
        git.Files.Write(Program, "// honest\n");
        await git.CommitAsync("first");
        return git;
    });

    private static async Task<(int ExitCode, string Output)> SealAsync(GitWorkspace git)
    {
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        return (exitCode, exitCode == 0 ? "" : output);
    }

    private static async Task RefusedAsync(GitWorkspace git, params string[] files)
    {
        (int exitCode, string output) = await SealAsync(git);
        Assert.True(exitCode == 2, output);
        Assert.Contains($"The tree has changes that are not committed ({string.Join(", ", files)})", output, StringComparison.Ordinal);
    }
}
