namespace Infra.Cli.Tests;

/// <summary>A script that <c>stacks/github.yaml</c> names for evidence: what is one, and that workflows with it break no rule.</summary>
public sealed class EvidenceScriptTests
{
    private const string Script = "scripts/evidence";

    private const string Deploy = ".github/workflows/deploy.yml";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Its_environment_gathers_with_it_and_the_rules_about_workflows_find_nothing()
    {
        using Workspace workspace = Asking();
        Write(workspace, Script, Executable);
        await workspace.RunAsync(["workflows"]);

        (string written, int exitCode) = await workspace.RunAsync(["workflows", "--check"]);
        (string judged, int good) = await workspace.RunAsync(["policy", "check", Deploy, "--as", "prod"]);
        string gathers = workspace.Read(Deploy);
        workspace.Replace(Deploy, "$DIGEST", "$SOMETHING");
        (string found, int broken) = await workspace.RunAsync(["policy", "check", Deploy, "--as", "prod"]);

        Assert.Equal((".github: 9 files, 0 stale\n", 0), (written, exitCode));
        Assert.Single(gathers.Split('\n'), l => l.Trim().StartsWith($"./{Script} ", StringComparison.Ordinal));
        Assert.True(good == 0, judged);
        Assert.Equal(5, broken);
        Assert.Contains("WF015", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("a folder")]
    [InlineData("not executable")]
    [InlineData("a link")]
    [InlineData("below a link")]
    public async Task What_is_no_executable_file_of_the_repository_is_refused_and_nothing_is_written(string what)
    {
        using Workspace workspace = Asking();
        using Workspace elsewhere = new();
        Write(elsewhere, Script, Executable);
        switch (what)
        {
            case "a folder": Directory.CreateDirectory(Path.Combine(workspace.Folder, Script)); break;
            case "not executable": Write(workspace, Script, UnixFileMode.UserRead | UnixFileMode.UserWrite); break;
            case "a link":
                Directory.CreateDirectory(Path.Combine(workspace.Folder, "scripts"));
                File.CreateSymbolicLink(Path.Combine(workspace.Folder, Script), Path.Combine(elsewhere.Folder, Script));
                break;
            case "below a link": Directory.CreateSymbolicLink(Path.Combine(workspace.Folder, "scripts"), Path.Combine(elsewhere.Folder, "scripts")); break;
            default: break;
        }

        (string output, int exitCode) = await workspace.RunAsync(["workflows"]);

        Assert.Equal(2, exitCode);
        Assert.EndsWith(
            "environments.prod.evidence is \"scripts/evidence\": what gathers evidence is a file of this repository that can be executed, and no link. Write it, and make it executable: `chmod +x`.\n", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Folder, ".github")));
    }

    private static Workspace Asking()
    {
        Workspace workspace = new();
        workspace.Replace("stacks/github.yaml", "  prod:\n    teams", $"  prod:\n    evidence: {Script}\n    teams");
        return workspace;
    }

    private static void Write(Workspace workspace, string file, UnixFileMode mode)
    {
        workspace.Write(file, "#!/usr/bin/env bash\n");
        File.SetUnixFileMode(Path.Combine(workspace.Folder, file), mode);
    }
}
