using System.Diagnostics;
using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;

namespace Infra.Cli.Tests;

/// <summary>A script that <c>stacks/delivery/github.yaml</c> names for evidence: what is one, and that workflows with it break no rule.</summary>
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

        Assert.Equal((".github: 12 files, 0 stale\n", 0), (written, exitCode));
        Assert.Single(gathers.Split('\n'), l => l.Trim().StartsWith($"./{Script} ", StringComparison.Ordinal));
        Assert.True(good == 0, judged);
        Assert.Equal(5, broken);
        Assert.Contains("WF015", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_brings_what_gates_ask_for_that_is_said()
    {
        using Workspace workspace = new();

        (string asked, int first) = await workspace.RunAsync(["workflows"]);
        workspace.Replace("stacks/delivery/gates.yaml", "    healthGood: {}\n", "");
        (string less, _) = await workspace.RunAsync(["workflows", "--check"]);

        Assert.Equal(0, first);
        Assert.Contains(
            "\nnote: prod asks for evidence of HealthGood and BudgetWithin, and nothing brings it to deploy.yml, where an emergency alone does without. Name a script with environments.prod.evidence of stacks/delivery/github.yaml (docs/github.md, Evidence).\n.github: 12 files, 12 written\n",
            asked,
            StringComparison.Ordinal);
        Assert.StartsWith("note: prod asks for evidence of BudgetWithin, ", less, StringComparison.Ordinal);
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

    [Fact]
    public async Task The_documented_script_leaves_signed_evidence_of_the_program_itself()
    {
        using Workspace workspace = new();
        // The program as a process has the real clock, so the plan is sealed at its time.
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        workspace.Clock = new SetClock($"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        workspace.TrustPipeline($"{now.AddDays(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}", $"{now.AddDays(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        (string output, _) = await workspace.RunAsync(["preview", "prod", "--seal", "--local-only", "--out", "plan.json"]);
        Assert.Contains("Envelope written to plan.json: ", output, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "github.md"), TestContext.Current.CancellationToken);
        Write(workspace, Script, Executable, page.Split("```bash\n")[1].Split("```")[0]);
        Write(workspace, "artifacts/program/infra", Executable, $"#!/usr/bin/env bash\nexec '{Path.Combine(AppContext.BaseDirectory, "infra")}' \"$@\"\n");
        Write(workspace, "bin/curl", Executable, """
            #!/usr/bin/env bash
            case ${*: -1} in
              */HealthGood) echo '{"unhealthy": [], "requests": 1000, "errorBasisPoints": 10, "latencyP99Ms": 300}' ;;
              */BudgetWithin) echo '{"currency": "INR", "monthlyIncrease": 1000, "monthlyForecast": 70000, "monthlyBudget": 100000}' ;;
            esac

            """);
        Directory.CreateDirectory(Path.Combine(workspace.Folder, "evidence"));
        ProcessStartInfo start = new(Path.Combine(workspace.Folder, Script), ["plan.json", Path.Combine(workspace.Folder, "evidence")]) { WorkingDirectory = workspace.Folder, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{Path.Combine(workspace.Folder, "bin")}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["INFRA_SIGNING_KEY"] = workspace.Variables["INFRA_SIGNING_KEY"];
        using Process process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said);
        string sealedDigest = EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(workspace.Read("plan.json"))).Digest;
        foreach (GateName gate in (GateName[])[GateName.HealthGood, GateName.BudgetWithin])
        {
            Evidence evidence = EvidenceJson.Read($"{gate}.json", Encoding.UTF8.GetBytes(workspace.Read($"evidence/{gate}.json")));
            Assert.Equal((gate, sealedDigest, true), (evidence.Gate, evidence.Envelope, evidence.Signature is not null));
            Assert.Contains($"{gate} of prod is open with it: ", said, StringComparison.Ordinal);
        }
    }

    private static Workspace Asking()
    {
        Workspace workspace = new();
        workspace.Replace("stacks/delivery/github.yaml", "  prod:\n    teams", $"  prod:\n    evidence: {Script}\n    teams");
        return workspace;
    }

    private static void Write(Workspace workspace, string file, UnixFileMode mode, string text = "#!/usr/bin/env bash\n")
    {
        workspace.Write(file, text);
        File.SetUnixFileMode(Path.Combine(workspace.Folder, file), mode);
    }
}
