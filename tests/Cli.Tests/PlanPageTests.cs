using System.Collections.Immutable;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.PulumiCli;

namespace Infra.Cli.Tests;

/// <summary>The page of a plan, and whether a browser is asked to show it.</summary>
public sealed class PlanPageTests : IDisposable
{
    private readonly Workspace workspace = new();
    private readonly Opened opened = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void A_page_has_old_and_new_values_and_nothing_from_elsewhere()
    {
        string page = PlanPage.Write(PlanScreenTests.Everything());

        Assert.Contains("<code>~ labels.owner: &quot;a&quot; =&gt; &quot;b&quot;</code>", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
        Assert.All((string[])["<script", "src=", "href=", "url(", "@import"], s => Assert.DoesNotContain(s, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_a_screen_the_browser_is_opened_with_the_file_and_finds_the_screen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Each system has its own program for it.");
        workspace.Variables["DISPLAY"] = ":7";
        Desktop();

        (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--open"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"\nPage written to {Path.Combine(".infra", "plans", "dev.html")}.\n", output, StringComparison.Ordinal);
        ProgramCall call = Assert.Single(opened.Calls);
        Assert.Equal([Path.Combine(workspace.Folder, ".infra", "plans", "dev.html")], call.Arguments);
        Assert.Equal(":7", call.Variables["DISPLAY"]);
        Assert.StartsWith("<!doctype html>", workspace.Read(".infra/plans/dev.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", ":7")]
    [InlineData("X", "", "")]
    public async Task In_a_job_and_without_a_screen_nothing_is_opened_and_the_place_is_said(string name, string value, string display)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Each system has its own program for it.");
        workspace.Variables[name] = value;
        workspace.Variables["DISPLAY"] = display;
        Desktop();

        (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--open", "--out", "a page.html"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\nPage written to a page.html; open it in a browser.\n", output, StringComparison.Ordinal);
        Assert.Empty(opened.Calls);
    }

    [Fact]
    public async Task A_browser_that_fails_leaves_the_page_and_its_place()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Each system has its own program for it.");
        workspace.Variables["DISPLAY"] = ":7";
        opened.ExitCode = 3;
        Desktop();

        (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--open"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("; open it in a browser.\n", output, StringComparison.Ordinal);
        Assert.Single(opened.Calls);
    }

    private void Desktop()
    {
        workspace.Write("bin/xdg-open", "");
        workspace.Variables["PATH"] = Path.Combine(workspace.Folder, "bin");
        workspace.Adjusted = host => host with { OutIsTerminal = true, Programs = opened };
    }

    private sealed class Opened : IProgramRunner
    {
        public List<ProgramCall> Calls { get; } = [];

        public int ExitCode { get; set; }

        public Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation)
        {
            Calls.Add(call);
            return Task.FromResult(new ProgramResult(ExitCode, "", ""));
        }
    }
}
