using Infra.Cli.Tests;

namespace Infra.Attack.Tests.JudgedFiles;

/// <summary>What stands in judged places is a plain file under one name, or nothing is sealed, judged or applied.</summary>
public sealed class JudgedFileTests
{
    [Theory]
    [InlineData("stacks/planted.yaml")]
    [InlineData("infra/Planted.cs")]
    [InlineData("gitops/dev/planted.yaml")]
    [InlineData("Directory.Build.rsp")]
    public async Task A_committed_symbolic_link_does_not_stand_for_a_judged_file(string path)
    {
        using GitWorkspace git = await CleanAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(git.Files.Folder, path))!);
        File.CreateSymbolicLink(Path.Combine(git.Files.Folder, path), "/etc/hostname");
        git.CommitAsItIs("link");

        await RefusedAsync(git, $"{path} is a symbolic link: it shows a reviewer its target and not what is read.");
    }

    [Fact]
    public async Task A_submodule_does_not_bring_judged_files()
    {
        using GitWorkspace git = await CleanAsync();
        git.Git("update-index", "--add", "--cacheinfo", $"160000,{git.Git("rev-parse", "HEAD").Trim()},modules/Planted");
        git.Git("commit", "--quiet", "--message", "submodule");
        Directory.CreateDirectory(Path.Combine(git.Files.Folder, "modules", "Planted"));

        await RefusedAsync(git, "modules/Planted is a submodule: its content is in another repository");
    }

    [Theory]
    [InlineData("stacks/delivery/Approvals.yaml", "stacks/delivery/Approvals.yaml and stacks/delivery/approvals.yaml are one path on a disk that ignores case")]
    [InlineData("stacks/Delivery/gates.yaml", "stacks/Delivery and stacks/delivery are one path on a disk that ignores case")]
    [InlineData("Stacks/gates.yaml", "Stacks and stacks are one path on a disk that ignores case")]
    [InlineData("INFRA/x.cs", "INFRA and infra are one path on a disk that ignores case")]
    [InlineData("pulumi.YAML", "Pulumi.yaml and pulumi.YAML are one path on a disk that ignores case")]
    public async Task A_path_that_differs_in_case_alone_does_not_stand_beside_a_judged_one(string path, string why)
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write(path, "x\n");
        git.CommitAsItIs("case");

        await RefusedAsync(git, why);
    }

    [Theory]
    [InlineData("stacks/pr\u00e9.yaml")]
    [InlineData("stacks/pre\u0301.yaml")]
    [InlineData("stac\u212as/approvals.yaml")]
    [InlineData("stacks\u200c/approvals.yaml")]
    [InlineData("\uff53tacks/approvals.yaml")]
    [InlineData("\u0131nfra/x.cs")]
    [InlineData("stacks./approvals.yaml")]
    [InlineData("stacks/delivery/approvals.yaml.")]
    [InlineData("stacks/delivery/approvals.yaml::$DATA")]
    [InlineData("stacks/prod\\release.yaml")]
    [InlineData("stacks/delivery/approvals.yaml ")]
    public async Task A_path_that_another_disk_reads_as_another_does_not_stand_in_a_judged_place(string path)
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write(path, "x\n");
        git.CommitAsItIs("form");

        await RefusedAsync(git, "is not the same path on every disk");
    }

    [Theory]
    [InlineData(".gitattributes", "*.yaml filter=swap\n", "stacks/delivery/gates.yaml has the attribute filter (swap)")]
    [InlineData(".gitattributes", "*.yaml ident\n", "stacks/delivery/gates.yaml has the attribute ident (set)")]
    [InlineData("stacks/.gitattributes", "gates.yaml working-tree-encoding=UTF-16\n", "stacks/delivery/gates.yaml has the attribute working-tree-encoding (UTF-16)")]
    [InlineData(".gitattributes", "stacks/** export-subst\n", "stacks/delivery/gates.yaml has the attribute export-subst (set)")]
    [InlineData(".gitattributes", "stacks/** export-ignore\n", "stacks/delivery/gates.yaml has the attribute export-ignore (set)")]
    [InlineData(".gitattributes", "[attr]harmless filter=swap\nstacks/delivery/* harmless\n", "stacks/delivery/gates.yaml has the attribute filter (swap)")]
    [InlineData(".gitattributes", "stacks/delivery/* merge=union\n", "stacks/delivery/gates.yaml has the attribute merge (union)")]
    public async Task An_attribute_does_not_make_a_judged_file_another_one_than_its_commit_holds(string file, string text, string why)
    {
        using GitWorkspace git = await CleanAsync();
        git.Files.Write(file, text);
        git.Git("-c", "core.attributesFile=/dev/null", "add", "--all");
        git.Git("commit", "--quiet", "--message", "attributes");

        await RefusedAsync(git, why);
    }

    [Fact]
    public async Task An_attribute_of_the_clone_does_not_make_a_judged_file_another_one()
    {
        using GitWorkspace git = await CleanAsync();
        await File.WriteAllTextAsync(Path.Combine(git.Files.Folder, ".git", "info", "attributes"), "stacks/delivery/* filter=swap\n", TestContext.Current.CancellationToken);

        await RefusedAsync(git, "stacks/delivery/gates.yaml has the attribute filter (swap)");
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("up")]
    public async Task A_link_that_came_after_the_seal_is_refused_at_the_gate_and_at_the_apply(string command)
    {
        using GitWorkspace git = await CleanAsync();
        Assert.Equal(0, (await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"])).ExitCode);
        File.CreateSymbolicLink(Path.Combine(git.Files.Folder, "gitops", "planted.yaml"), "/etc/hostname");
        git.CommitAsItIs("link");

        (string output, int exitCode) = await git.Files.RunAsync([command, "dev", "--plan", ".infra/plan.json", .. command == "up" ? (string[])["--yes"] : []]);

        Assert.Equal(2, exitCode);
        Assert.Contains("gitops/planted.yaml is a symbolic link", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_letters_and_attributes_of_files_that_nobody_judges_stop_nothing()
    {
        using GitWorkspace git = await CleanAsync();
        Directory.CreateDirectory(Path.Combine(git.Files.Folder, "docs"));
        File.CreateSymbolicLink(Path.Combine(git.Files.Folder, "docs", "link.md"), "other.md");
        git.Files.Write("docs/\u00fcbersicht.md", "x\n");
        git.Files.Write("docs/.gitattributes", "*.svg export-ignore\n");
        git.CommitAsItIs("documents");

        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);

        Assert.True(exitCode == 0, output);
    }

    private static Task<GitWorkspace> CleanAsync() => GitWorkspace.CopyAsync("judged", async () =>
    {
        GitWorkspace git = new();
        git.Files.Write("infra/Program.cs", "// honest\n");
        await git.CommitAsync("first");
        return git;
    });

    private static async Task RefusedAsync(GitWorkspace git, string why)
    {
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 2, output);
        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Contains("Nothing was done: what is sealed is what its commit shows.", output, StringComparison.Ordinal);
    }
}
