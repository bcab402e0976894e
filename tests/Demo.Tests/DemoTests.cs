using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Tests;
using Infra.Pipeline.Demonstrating;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Demo.Tests;

public sealed partial class DemoTests
{
    [Fact]
    public async Task The_whole_way_is_played_in_a_copy_and_the_checkout_stays_as_it_was()
    {
        using Workspace workspace = new();
        string before = Everything(workspace);

        (string output, int exitCode) = await workspace.RunAsync(["demo", "--fast"]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(before, Everything(workspace));
        Assert.False(Directory.Exists(Copy().Match(output).Value));
        Assert.Equal(
            [
                "A repository of applications", "Keys for those who approve", "See the plan of dev", "Seal it, and apply exactly that", "Somebody changes the cloud by hand", "Bring it back",
                "Promote dev to staging", "Seal the plan for staging, and ask the gates", "Evidence for the gates", "3 people approve", "One byte of the sealed plan is changed", "Ask the gates again, and apply",
                "Too early for prod", "staging has run it for a while", "Promote staging to prod", "The first release goes to prod",
                "A new version of the applications", "Promote dev to staging", "The new version goes to staging", "staging has run it for a while", "Promote staging to prod", "The new version goes to prod",
                "Where does the rollout stand", "An hour later: one request in five fails", "Take prod back", "The release before goes to prod", "Take staging back", "The release before goes to staging",
                "The fix", "Promote dev to staging", "The fix goes to staging", "prod is frozen", "Promote staging to prod", "Everybody approves, and the freeze holds", "Two people open it for two hours", "Apply the fix",
                "Somebody else reviews the override", "The record of all that",
            ],
            Titles().Matches(output).Select(m => m.Groups["title"].Value));
        Assert.Contains(" records, each follows the one before.", output, StringComparison.Ordinal);
        Assert.EndsWith("That was the whole way. Every output above is what the same commands write for\nyou.\n\nThe copy is deleted.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_of_the_envelope_that_flips_midway_stops_it_with_11()
    {
        using Workspace workspace = new();
        await using StringWriter output = new();

        int exitCode = await PlayAsync(workspace, output, (arguments, host, stop) =>
        {
            if (arguments is ["up", "staging", "--plan", var plan, ..] && !plan.Contains("changed", StringComparison.Ordinal))
            {
                string envelope = Path.Combine(host.Folder, plan);
                byte[] bytes = File.ReadAllBytes(envelope);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(envelope, bytes);
            }

            return CommandLine.RunAsync(arguments, host, stop);
        });

        Assert.Equal(11, exitCode);
        Assert.EndsWith("[exit 11]\n\nThe demo stops here: that command has to end with 0, and ended with 11.\n\nThe copy is deleted.\n", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy().Match(output.ToString()).Value));
    }

    [Fact]
    public async Task What_has_to_be_refused_and_is_not_stops_it_with_1()
    {
        using Workspace workspace = new();
        await using StringWriter output = new();

        int exitCode = await PlayAsync(workspace, output, (arguments, host, stop) => arguments is ["drift", ..] ? Task.FromResult(0) : CommandLine.RunAsync(arguments, host, stop));

        Assert.Equal(1, exitCode);
        Assert.Contains("\nThe demo stops here: that command has to end with 12, and ended with 0.\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_credential_and_no_key_of_the_person_reaches_it()
    {
        using Workspace workspace = new();
        workspace.Variables["GITHUB_TOKEN"] = workspace.Variables["INFRA_SIGNING_KEY"] = workspace.Variables["GITHUB_ACTOR_ID"] = "planted";
        List<string?> seen = [];

        int exitCode = await PlayAsync(workspace, TextWriter.Null, (_, host, _) =>
        {
            seen.AddRange(new[] { "GITHUB_TOKEN", "INFRA_SIGNING_KEY", "GITHUB_ACTOR_ID", "CI" }.Select(host.Variable));
            return Task.FromResult(3);
        });

        Assert.Equal(3, exitCode);
        Assert.Equal([null, null, null, null], seen);
    }

    [Fact]
    public async Task Enter_goes_on_and_q_stops_it_with_8()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["demo"], "\n\nq\n");

        Assert.Equal(8, exitCode);
        Assert.Equal(["A repository of applications", "Keys for those who approve"], Titles().Matches(output).Select(m => m.Groups["title"].Value));
        Assert.EndsWith("\nPress Enter to go on, or q and Enter to stop. \nThe copy is deleted.\nerror: The demo was stopped.\n", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy().Match(output).Value));
    }

    [Fact]
    public async Task Where_nobody_presses_a_key_it_asks_for_fast()
    {
        using Workspace workspace = new();

        Assert.Equal(("error: The demo waits for somebody between its steps, and nobody is there. Pass --fast.\n", 2), await workspace.RunAsync(["demo"]));
    }

    [Fact]
    public async Task A_copy_that_is_kept_is_said_and_has_what_was_played()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["demo", "--keep"], "\n\nq\n");

        string copy = Copy().Match(output).Value;
        try
        {
            Assert.Equal(8, exitCode);
            Assert.Contains($"\nThe copy is kept: {copy}\n", output, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(copy, BundledApplications.Place, "HEAD")));
            Assert.Contains("    keys:\n      demo:\n", await File.ReadAllTextAsync(Path.Combine(copy, "stacks/delivery/approvals.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task A_company_without_production_is_told_what_is_missing_before_anything_is_played()
    {
        using Workspace workspace = new();
        File.Delete(Path.Combine(workspace.Folder, "stacks/prod/release.yaml"));

        (string output, int exitCode) = await workspace.RunAsync(["demo", "--fast"]);

        Assert.Equal("error: No environment with a release has the tier production, and the demo goes from development to production. Write stacks/Pulumi.ENV.yaml with infra:tier production, and stacks/ENV/release.yaml.\n", output);
        Assert.Equal(2, exitCode);
    }

    [Fact]
    public async Task A_company_without_staging_goes_from_development_to_production()
    {
        using Workspace workspace = new();
        Directory.Delete(Path.Combine(workspace.Folder, "stacks/staging"), recursive: true);
        File.Delete(Path.Combine(workspace.Folder, "stacks/Pulumi.staging.yaml"));
        workspace.Replace("stacks/delivery/gates.yaml", "      from: staging\n", "      from: dev\n");
        workspace.Replace("stacks/delivery/github.yaml", "  staging:\n    teams:\n      - platform\n", "");

        (string output, int exitCode) = await workspace.RunAsync(["demo", "--fast"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("Promote dev to prod", Titles().Matches(output).Select(m => m.Groups["title"].Value));
        Assert.DoesNotContain("staging", string.Join('\n', Titles().Matches(output).Select(m => m.Value)), StringComparison.Ordinal);
    }

    private static Task<int> PlayAsync(Workspace workspace, TextWriter output, RunCommandLine run)
    {
        Host host = workspace.Host(output, output, keyboard: null);
        return new DemoRunner(host, run, new DemoOutput(host, pauses: false, whole: false)).RunAsync(keep: false, TestContext.Current.CancellationToken);
    }

    // Every file with its bytes.
    private static string Everything(Workspace workspace) => string.Join('\n', Directory.GetFiles(workspace.Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => $"{f} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}"));

    [GeneratedRegex("(?<=temporary\\s+copy\\s+of\\s+your\\s+checkout,\\s)[^,\\s]+")]
    private static partial Regex Copy();

    [GeneratedRegex("^== [0-9]+\\. (?<title>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Titles();
}
