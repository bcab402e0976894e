using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests;

/// <summary>The steps of docs/gates.md, taken as they stand there, by somebody who has never done it; and whose signature does not count.</summary>
public sealed partial class SignedApprovalTests : IDisposable
{
    private readonly GitWorkspace git = new();
    private readonly string home = Directory.CreateTempSubdirectory("infra-home-").FullName;

    public void Dispose()
    {
        git.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task The_documented_steps_lead_from_no_key_to_an_approval_that_counts()
    {
        string last = await DocumentedAsync();

        Assert.StartsWith("+ platform_team       asha\n", last, StringComparison.Ordinal);
        Assert.Matches("\n  [0-9a-f]{12}  2026-11-21 04:30:00  asha for platform_team by signed, counts\n", last);
        Assert.DoesNotContain(await File.ReadAllTextAsync(Path.Combine(home, "asha.pem"), TestContext.Current.CancellationToken), last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_committed_the_change_may_sign_and_is_not_counted()
    {
        string last = await DocumentedAsync("-c", "user.email=asha@setu-retail.example");

        Assert.StartsWith("x platform_team       still needed\n", last, StringComparison.Ordinal);
        Assert.Contains("asha for platform_team by signed, does not count: asha wrote, committed, pushed or asked for this change\n", last, StringComparison.Ordinal);
    }

    // Every line behind a $ of the section, in order; the settings between them are what a person writes. Returns what the last command showed.
    private async Task<string> DocumentedAsync(params string[] author)
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "gates.md"), TestContext.Current.CancellationToken);
        string section = page.Split("\n## Approving with a key\n")[1].Split("\n## ")[0];
        git.Files.Variables["HOME"] = home;
        await git.CommitAsync("first");
        string shown = "";
        foreach (Match block in Block().Matches(section))
        {
            if (block.Groups["kind"].Value == "yaml")
            {
                string email = "      - asha@setu-retail.example\n";
                string listed = Placeholder().Replace(block.Groups["text"].Value, shown.Split('\n')[0]);
                git.Files.Replace("stacks/delivery/approvals.yaml", email, email + listed);
                git.Git("add", "--all");
                git.Git([.. author, "commit", "--quiet", "--message", "a key"]);
                continue;
            }

            foreach (string line in block.Groups["text"].Value.Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal)))
            {
                shown = await RunAsync(line[2..].Replace("$HOME", home, StringComparison.Ordinal));
            }
        }

        return shown;
    }

    private async Task<string> RunAsync(string line)
    {
        string[] words = line.Split(' ');
        switch (words[0])
        {
            case "infra":
                (string output, int exitCode) = await git.Files.RunAsync(words[1..]);
                Assert.True(exitCode == 0, $"{line}: {exitCode}\n{output}");
                return output;
            case "export":
                git.Files.Variables[words[1].Split('=')[0]] = words[1].Split('=')[1];
                return "";
            default:
                Assert.SkipUnless(
                    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, words[0]))),
                    $"{words[0]} is not installed: apt-get install {words[0]}, or brew install {words[0]}. ./run test does so as root where there is apt-get.");
                using (Process process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = home, RedirectStandardError = true, UseShellExecute = false })!)
                {
                    string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                    await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                    Assert.True(process.ExitCode == 0, $"{line}: {said}");
                }

                return "";
        }
    }

    [GeneratedRegex("```(?<kind>console|yaml)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("publicKey: MFkw.*")]
    private static partial Regex Placeholder();
}
