using System.Text.RegularExpressions;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>What bootstrap leaves to be committed, and what a checkout without it is told.</summary>
public sealed partial class CommittedTests : IDisposable
{
    private readonly PulumiWorld world = new();
    private readonly GitWorkspace git;

    public CommittedTests() => git = GitWorkspace.Of(world.Workspace);

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task After_the_commands_that_bootstrap_names_nothing_is_left_to_commit()
    {
        string output = await BootstrapAsync();

        string[] commands = [.. NamedCommand().Matches(output[output.IndexOf("Commit them", StringComparison.Ordinal)..]).Select(m => m.Groups["command"].Value)];

        Assert.Equal(["infra render", "infra workflows", "git add .github gitops stacks", "git commit -m \"Add what bootstrap made\""], commands);
        foreach (string command in commands)
        {
            await RunAsync(command);
        }

        Assert.Equal("", git.Git("status", "--porcelain"));
        Assert.Equal(
            ["stacks/Pulumi.bootstrap.yaml", "stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml", "stacks/Pulumi.staging.yaml", "stacks/dev/foundation.yaml", "stacks/prod/foundation.yaml", "stacks/staging/foundation.yaml"],
            git.Git("show", "--name-only", "--format=", "HEAD", "--", "stacks").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        (string checkedAll, int code) = await world.Workspace.RunAsync(["check"]);
        Assert.True(code == 0, checkedAll);
    }

    [Fact]
    public async Task In_a_worktree_whose_git_folder_is_elsewhere_they_are_named_too()
    {
        git.Git("init", "--quiet", "--separate-git-dir", Path.Combine(world.Home, "elsewhere.git"));
        Assert.True(File.Exists(Path.Combine(world.Workspace.Folder, ".git")));

        Assert.Contains("Commit them", await BootstrapAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_all_is_committed_bootstrap_names_no_command()
    {
        await BootstrapAsync();
        git.Git("add", "--all");
        git.Git("commit", "--quiet", "-m", "all");

        (string again, int code) = await world.RunAsync("--yes");

        Assert.Equal(0, code);
        Assert.DoesNotContain("Commit them", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretsprovider: [^\n]*\n", "", "stacks/Pulumi.dev.yaml has no secretsprovider, which `pulumi stack init` wrote there when bootstrap made the stack. Without it the Pulumi CLI cannot decrypt the state of dev. ")]
    [InlineData("encryptedkey: [^\n]*\n", "", "stacks/Pulumi.dev.yaml has no encryptedkey, which `pulumi stack init` wrote there when bootstrap made the stack. Without it the Pulumi CLI cannot decrypt the state of dev. ")]
    [InlineData("(?<=cryptoKeys/)dev-secrets", "elsewhere", "stacks/Pulumi.dev.yaml: secretsprovider is \"gcpkms://projects/setu-seed-284517/locations/asia-south1/keyRings/setu-bootstrap-asia-south1-9a352e0/cryptoKeys/elsewhere\", and stacks/dev/foundation.yaml says gcpkms://projects/setu-seed-284517/locations/asia-south1/keyRings/setu-bootstrap-asia-south1-9a352e0/cryptoKeys/dev-secrets: the secrets of dev would be encrypted with another key. ")]
    public async Task A_checkout_without_one_of_them_is_refused_by_its_name_before_anything_runs(string pattern, string with, string message)
    {
        await BootstrapAsync();
        world.Workspace.Packages = PackageKind.Official;
        (string good, int before) = await world.Workspace.RunAsync(["status", "dev", "--backend", "pulumi"]);
        Assert.True(before == 0, good);
        Replace("stacks/Pulumi.dev.yaml", pattern, with);
        File.Delete(Path.Combine(world.Home, "calls"));

        (string output, int code) = await world.Workspace.RunAsync(["status", "dev", "--backend", "pulumi"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.StartsWith($"error: {message}", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Home, "calls")), "The Pulumi CLI was called.");
    }

    [Theory]
    [InlineData("secretsprovider: [^\n]*\n", "", "stacks/Pulumi.bootstrap.yaml has no secretsprovider, ")]
    [InlineData("encryptedkey: [^\n]*\n", "", "stacks/Pulumi.bootstrap.yaml has no encryptedkey, ")]
    [InlineData("(?<=gcpkms://projects/)setu-seed-284517", "elsewhere", "stacks/Pulumi.bootstrap.yaml: secretsprovider is \"gcpkms://projects/elsewhere/")]
    public async Task So_is_one_without_those_of_bootstrap(string pattern, string with, string message)
    {
        await BootstrapAsync();
        world.Workspace.Packages = PackageKind.Official;
        Replace("stacks/Pulumi.bootstrap.yaml", pattern, with);
        File.Delete(Path.Combine(world.Home, "calls"));

        (string output, int code) = await world.Workspace.RunAsync(["status", "bootstrap", "--backend", "pulumi"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.StartsWith($"error: {message}", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Home, "calls")), "The Pulumi CLI was called.");
    }

    [Fact]
    public async Task A_checkout_without_a_foundation_is_refused_by_its_name()
    {
        await BootstrapAsync();
        world.Workspace.Packages = PackageKind.Official;
        File.Delete(Path.Combine(world.Workspace.Folder, "stacks", "dev", "foundation.yaml"));

        Assert.Equal(
            ("error: stacks/dev/foundation.yaml does not exist, so nobody knows where the state of dev is. Run `infra bootstrap` first.\n", (int)ExitCode.Configuration),
            await world.Workspace.RunAsync(["status", "dev", "--backend", "pulumi"]));
    }

    [Fact]
    public async Task Check_names_a_line_that_is_missing()
    {
        await BootstrapAsync();
        Replace("stacks/Pulumi.prod.yaml", "encryptedkey: [^\n]*\n", "");

        (string output, int code) = await world.Workspace.RunAsync(["check"]);

        Assert.NotEqual(0, code);
        Assert.Contains("stacks/Pulumi.prod.yaml has no encryptedkey", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_lost_are_written_again_by_another_run()
    {
        await BootstrapAsync();
        Replace("stacks/Pulumi.dev.yaml", "(secretsprovider|encryptedkey): [^\n]*\n", "");
        File.Delete(Path.Combine(world.Home, "calls"));

        (string output, int code) = await world.RunAsync("--yes");

        Assert.True(code == 0, output);
        Assert.Contains("stacks             done: made dev; the Pulumi CLI wrote into their settings, to be committed:\n  stacks/Pulumi.dev.yaml\n    +secretsprovider: ", output, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(world.Home, "calls"), TestContext.Current.CancellationToken), c => c.StartsWith("stack change-secrets-provider", StringComparison.Ordinal));
    }

    [GeneratedRegex("^  (?<command>(infra|git) .*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NamedCommand();

    [GeneratedRegex("\"(?<word>[^\"]*)\"|(?<word>[^ ]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private async Task<string> BootstrapAsync()
    {
        await world.MakeDocumentsAsync();
        git.Git("add", "--all");
        git.Git("commit", "--quiet", "-m", "A company");
        string remote = Path.Combine(world.Home, "remote.git");
        git.Git("clone", "--quiet", "--bare", ".", remote);
        git.Git("remote", "add", "origin", remote);
        world.Workspace.TrustsAddresses = true;
        (string output, int code) = await world.RunAsync("--yes");
        Assert.True(code == 0, output);
        return output;
    }

    private async Task RunAsync(string command)
    {
        string[] words = [.. Word().Matches(command).Select(m => m.Groups["word"].Value)];
        if (words[0] == "git")
        {
            git.Git(words[1..]);
            return;
        }

        (string output, int code) = await world.Workspace.RunAsync(words[1..]);
        Assert.True(code == 0, output);
    }

    private void Replace(string file, string pattern, string with)
    {
        string path = Path.Combine(world.Workspace.Folder, file);
        string before = File.ReadAllText(path);
        string after = Regex.Replace(before, pattern, with, RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }
}
