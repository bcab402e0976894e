using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Infra.GitHub.Tests;
using Infra.Model.Actions;
using YamlDotNet.RepresentationModel;

namespace Infra.Attack.Tests;

/// <summary>Class 11: a target of MSBuild looks for secrets, leaves a process and an entry of the PATH behind. It runs where there is nothing to find, and nowhere else.</summary>
public sealed class BuildTests : IDisposable
{
    private static readonly string[] Secrets = ["INFRA_SIGNING_KEY", "GITHUB_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "INFRA_GITHUB_APP_KEY"];

    private readonly string world = Directory.CreateTempSubdirectory("infra-build-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (File.Exists(Path.Combine(world, "pid")))
        {
            Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(world, "pid")), CultureInfo.InvariantCulture)).Kill();
        }

        Directory.Delete(world, recursive: true);
    }

    [Fact]
    public async Task A_target_that_looks_for_secrets_runs_in_the_job_that_has_none_and_what_it_leaves_reaches_no_other()
    {
        // The machine that builds.
        string sources = await CheckOutAsync("first");
        string temporary = Directory.CreateDirectory(Path.Combine(world, "first-temporary")).FullName;
        YamlMappingNode build = Workflows.Jobs("deploy.yml").Single(j => j.Id == "build").Job;
        Assert.False(Workflows.HasRights(build));
        await RunAsync(build, sources, temporary, tools: null, []);
        string[] seen = await File.ReadAllLinesAsync(Path.Combine(world, "seen"), Cancellation);
        Assert.Contains(seen, l => l.StartsWith("RUNNER_TEMP=", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, l => Secrets.Any(s => l.StartsWith(s + "=", StringComparison.Ordinal)));
        Assert.Contains("/evil", await File.ReadAllTextAsync(Path.Combine(temporary, "path"), Cancellation), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(world, "pid")));
        string program = (await File.ReadAllTextAsync(Path.Combine(temporary, "outputs"), Cancellation)).Trim()["program=".Length..];

        // Another machine each for who seals and who applies, with the same sources, secrets and a compiler that would be noticed.
        File.Delete(Path.Combine(world, "seen"));
        foreach (string job in new[] { "seal-dev", "apply-dev", "seal-prod", "apply-prod" })
        {
            string own = await CheckOutAsync(job);
            string ownTemporary = Directory.CreateDirectory(Path.Combine(world, $"{job}-temporary")).FullName;
            File.Copy(Path.Combine(temporary, "program.tar"), Path.Combine(ownTemporary, "program.tar"));
            await File.WriteAllTextAsync(Path.Combine(ownTemporary, "envelope.json"), "{\"digest\":\"sha256:1\"}", Cancellation);
            await RunAsync(Workflows.Jobs("deploy.yml").Single(j => j.Id == job).Job, own, ownTemporary, Tools(own), [("PROGRAM", program), ("DIGEST", "sha256:1"), .. Secrets.Select(s => (s, "planted"))]);
            Assert.Contains("infra", await File.ReadAllTextAsync(Path.Combine(world, "ran"), Cancellation), StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(world, "compiled")), $"{job} ran a compiler");
            Assert.False(File.Exists(Path.Combine(world, "seen")), $"{job} ran the target");
        }
    }

    [Theory]
    [InlineData("another program", "")]
    [InlineData(null, "")]
    [InlineData(null, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(null, "*")]
    [InlineData(null, "GOOD ")]
    [InlineData(null, "GOOD\nGOOD")]
    public async Task A_program_that_somebody_exchanged_or_that_no_digest_names_is_not_unpacked(string? other, string digest)
    {
        using JobScript script = new("deploy.yml", "apply-prod", "Make sure that it is the one that was built");
        string archive = Path.Combine(script.Folder, "program.tar");
        await File.WriteAllTextAsync(archive, "the program", Cancellation);
        string good = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(archive, Cancellation)));
        if (other is not null)
        {
            await File.WriteAllTextAsync(archive, other, Cancellation);
        }

        (int exitCode, _) = await script.RunAsync("echo kept", $"PROGRAM={(other is null ? digest.Replace("GOOD", good, StringComparison.Ordinal) : good)}");

        Assert.NotEqual(0, exitCode);
        Assert.Equal("#!/usr/bin/env bash\necho kept\n", script.Read("artifacts/program/infra"));
    }

    [Theory]
    [InlineData("", "must have one line with the SHA-256 of")]
    [InlineData("ZERO  FILE\n", "FAILED")]
    [InlineData("GOOD  FILE\nGOOD  FILE\n", "must have one line with the SHA-256 of")]
    [InlineData("GOOD  FILE.asc\n", "must have one line with the SHA-256 of")]
    [InlineData("GOOD  ../FILE\n", "must have one line with the SHA-256 of")]
    [InlineData("good  FILE\n", "must have one line with the SHA-256 of")]
    public async Task A_tool_without_one_reviewed_digest_or_with_another_is_neither_unpacked_nor_started(string lines, string said)
    {
        using JobScript script = new("deploy.yml", "apply-prod", "Install the tools whose digests are reviewed");
        string bin = Path.Combine(script.Folder, "bin");
        script.Program("bin/curl", "#!/usr/bin/env bash\nwhile (($#)); do [[ $1 == --output ]] && printf tool > \"$2\"; shift; done\n");
        script.Program("bin/tar", $"#!/usr/bin/env bash\ntouch '{script.Folder}/unpacked'\n");
        Directory.CreateDirectory(Path.Combine(script.Folder, "stacks", "delivery"));
        string digest = Convert.ToHexStringLower(SHA256.HashData("tool"u8));
        await File.WriteAllTextAsync(
            Path.Combine(script.Folder, "stacks", "delivery", "tools.sha256"),
            lines.Replace("ZERO", new string('0', 64), StringComparison.Ordinal).Replace("GOOD", digest, StringComparison.Ordinal).Replace("good", digest.ToUpperInvariant(), StringComparison.Ordinal)
                .Replace("FILE", ToolTable.Pulumi.File, StringComparison.Ordinal), Cancellation);

        (int exitCode, string output) = await script.RunAsync("exit 1", $"PATH={bin}:{Environment.GetEnvironmentVariable("PATH")}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Contains(ToolTable.Pulumi.File, output, StringComparison.Ordinal);
        Assert.Equal("(none)", script.Read("unpacked"));
    }

    [Fact]
    public void The_reviewed_file_names_nothing_twice_and_nothing_that_no_workflow_takes()
    {
        string[] names = [.. Committed.Read(ToolTable.DigestFile).Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l[66..])];

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.Subset(ToolTable.All.Select(t => t.File).ToHashSet(StringComparer.Ordinal), names.ToHashSet(StringComparer.Ordinal));
        string packages = Committed.Read("Directory.Packages.props");
        Assert.Contains($"Include=\"Pulumi.Gcp\" Version=\"{ToolTable.GcpVersion}\"", packages, StringComparison.Ordinal);
        Assert.Contains($"Include=\"Pulumi.Kubernetes\" Version=\"{ToolTable.KubernetesVersion}\"", packages, StringComparison.Ordinal);
    }

    // The sources with a hostile project, which is what a package that turned hostile could be.
    private async Task<string> CheckOutAsync(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(world, name)).FullName;
        string infra = Directory.CreateDirectory(Path.Combine(folder, "infra")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(infra, "Program.cs"), $"System.IO.File.AppendAllText(\"{world}/ran\", \"infra\"); System.Console.WriteLine(\"{{}}\");", Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(infra, "Infra.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><AssemblyName>infra</AssemblyName></PropertyGroup>
              <Target Name="Look" BeforeTargets="CoreCompile">
                <Exec Command="env &gt; '{world}/seen'; echo '{world}/evil' &gt;&gt; &quot;$GITHUB_PATH&quot;; (tail -f /dev/null &gt; /dev/null 2&gt;&amp;1 &amp; echo $! &gt; '{world}/pid')" />
              </Target>
            </Project>
            """, Cancellation);
        return folder;
    }

    // Programs that a job finds: what it downloads are archives of scripts, and a compiler says that it was started.
    private string Tools(string folder)
    {
        string bin = Directory.CreateDirectory(Path.Combine(folder, "..", "bin-" + Path.GetFileName(folder))).FullName;
        string content = Directory.CreateDirectory(Path.Combine(bin, "content")).FullName;
        Script(Path.Combine(content, "pulumi", "pulumi"), "exit 0");
        Script(Path.Combine(content, "google-cloud-sdk", "bin", "gcloud"), "exit 0");
        Process.Start(new ProcessStartInfo("tar", ["--create", "--gzip", "--file", Path.Combine(bin, "tool.tar.gz"), "--directory", content, "pulumi", "google-cloud-sdk"]))!.WaitForExit();
        string digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(bin, "tool.tar.gz"))));
        Directory.CreateDirectory(Path.Combine(folder, "stacks", "delivery"));
        File.WriteAllText(Path.Combine(folder, "stacks", "delivery", "tools.sha256"), string.Concat(ToolTable.All.Select(t => $"{digest}  {t.File}\n")));
        Script(Path.Combine(bin, "curl"), $"while (($#)); do [[ $1 == --output ]] && cp '{bin}/tool.tar.gz' \"$2\"; shift; done");
        foreach (string compiler in new[] { "dotnet", "msbuild", "nuget", "csc" })
        {
            Script(Path.Combine(bin, compiler), $"touch '{world}/compiled'");
        }

        return bin;
    }

    private static void Script(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Each script of a job as GitHub runs it; what actions do, the test did.
    private static async Task RunAsync(YamlMappingNode job, string folder, string temporary, string? tools, (string Name, string Value)[] variables)
    {
        foreach (YamlMappingNode step in Workflows.Steps(job).Where(s => Workflows.Text(s, "run") is not null))
        {
            ProcessStartInfo start = new("bash", ["-euo", "pipefail", "-c", Workflows.Text(step, "run")!.Replace("-p:Packages=official", "-p:Packages=official -nodeReuse:false", StringComparison.Ordinal)]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            Dictionary<string, string> given = new(StringComparer.Ordinal)
            {
                ["PATH"] = $"{(tools is null ? "" : tools + ":")}{Environment.GetEnvironmentVariable("PATH")}", ["HOME"] = temporary, ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "", ["RUNNER_TEMP"] = temporary, ["EMERGENCY"] = "", ["WAY_BACK"] = "",
                ["GITHUB_OUTPUT"] = Path.Combine(temporary, "outputs"), ["GITHUB_STEP_SUMMARY"] = Path.Combine(temporary, "summary"), ["GITHUB_PATH"] = Path.Combine(temporary, "path"), ["GITHUB_RUN_ID"] = "1", ["GITHUB_RUN_ATTEMPT"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1", ["NUGET_PACKAGES"] = Path.Combine(temporary, "packages"),
            };
            start.Environment.Clear();
            foreach ((string name, string value) in given.Where(g => g.Value.Length > 0 || g.Key is "EMERGENCY" or "WAY_BACK").Select(g => (g.Key, g.Value)).Concat(variables))
            {
                start.Environment[name] = value;
            }

            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync(Cancellation);
            string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.True(process.ExitCode == 0, $"{Workflows.Text(step, "name")}: {output}{await error}");
        }
    }
}
