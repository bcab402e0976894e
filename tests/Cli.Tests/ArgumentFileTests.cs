namespace Infra.Cli.Tests;

/// <summary>What is typed is text, also where the library that takes arguments apart would read a file.</summary>
public sealed class ArgumentFileTests
{
    [Theory]
    [InlineData("gate", "dev", "--plan")]
    [InlineData("hotfix", "staging", "--reason", "r", "--app")]
    [InlineData("preview")]
    public async Task An_argument_that_names_a_file_behind_an_at_sign_is_not_that_file(params string[] command)
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Write("planted.txt", "planted0secret0line\n");

        (string output, int exitCode) = await workspace.Files.RunAsync([.. command, $"@{Path.Combine(workspace.Files.Folder, "planted.txt")}"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("planted.txt", output, StringComparison.Ordinal);
        Assert.DoesNotContain("planted0secret0line", output, StringComparison.Ordinal);
    }
}
