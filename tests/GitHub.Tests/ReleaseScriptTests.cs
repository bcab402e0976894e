using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Infra.GitHub.Tests;

/// <summary>The scripts of the workflows that a person starts, run by bash as GitHub runs them, over a program that writes down what it is given.</summary>
public sealed class ReleaseScriptTests : IDisposable
{
    private const string Hostile = "\"; touch pwned; $(touch pwned) `touch pwned` ${{ github.token }} ::set-output name=a::b\n# * ~ \u202e";

    private readonly string folder = Directory.CreateTempSubdirectory("infra-scripts-").FullName;

    public static TheoryData<string, string[], string[]> Calls => new()
    {
        { "promote.yml", ["FROM=dev", "TO=staging"], ["promote", "dev", "staging", "--backend", "pulumi"] },
        { "rollout.yml", ["ENVIRONMENT=prod", "EVIDENCE="], ["rollout", "prod", "--backend", "pulumi"] },
        { "rollout.yml", ["ENVIRONMENT=prod", $"EVIDENCE={Hostile}"], ["rollout", "prod", "--backend", "pulumi", "--evidence=FOLDER/health.json"] },
        { "rollback.yml", ["ENVIRONMENT=prod", "TO=", "REASON=--help"], ["rollback", "prod", "--backend", "pulumi", "--reason=--help"] },
        { "rollback.yml", ["ENVIRONMENT=prod", "TO=@run *", $"REASON={Hostile}"], ["rollback", "prod", "--backend", "pulumi", $"--reason={Hostile}", "--to=@run *"] },
        { "hotfix.yml", ["ENVIRONMENT=prod", "APPS=", "FAILED=", "REASON=a b"], ["hotfix", "prod", "--backend", "pulumi", "--reason=a b"] },
        {
            "hotfix.yml", ["ENVIRONMENT=prod", "APPS=  search=0123 \t*\n--help @run $(touch pwned) ", "FAILED=", $"REASON={Hostile}"],
            ["hotfix", "prod", "--backend", "pulumi", $"--reason={Hostile}", "--app=search=0123", "--app=*", "--app=--help", "--app=@run", "--app=$(touch", "--app=pwned)"]
        },
        { "hotfix.yml", ["ENVIRONMENT=prod", "APPS=", "FAILED=search r?n", "REASON=x"], ["hotfix", "prod", "--backend", "pulumi", "--reason=x", "--failed=search", "--failed=r?n"] },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_a_person_types_is_an_argument_and_nothing_else(string file, string[] inputs, string[] arguments)
    {
        Assert.Equal(0, await RunAsync(file, inputs, "printf '%s\\0' \"$@\" > given\n"));

        string[] wanted = [.. arguments.Select(a => a.Replace("FOLDER", folder, StringComparison.Ordinal)), ""];
        Assert.Equal(wanted, (await ReadAsync("given")).Split('\0'));
        Assert.False(File.Exists(Path.Combine(folder, "pwned")));
        Assert.Equal(file == "rollout.yml" ? inputs[1]["EVIDENCE=".Length..] : "(none)", File.Exists(Path.Combine(folder, "health.json")) ? await ReadAsync("health.json") : "(none)");
    }

    [Theory]
    [InlineData("promote.yml", 0)]
    [InlineData("rollout.yml", 10)]
    [InlineData("rollback.yml", 10)]
    [InlineData("hotfix.yml", 2)]
    public async Task A_run_ends_as_the_command_did_and_its_summary_has_both_of_its_outputs_as_code(string file, int code)
    {
        string[] inputs = ["FROM=dev", "TO=staging", "ENVIRONMENT=prod", "EVIDENCE=", "APPS=", "FAILED=", "REASON=x"];

        Assert.Equal(code, await RunAsync(file, inputs, $"echo '# <b>data</b>'\necho '```' >&2\nexit {code}\n"));

        Assert.Equal("    # <b>data</b>\n    ```\n", await ReadAsync("summary.md"));
    }

    private async Task<int> RunAsync(string file, string[] inputs, string program)
    {
        string run = Path.Combine(folder, "run");
        await File.WriteAllTextAsync(run, "#!/usr/bin/env bash\n" + program, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("bash", ["-euo", "pipefail", "-c", Script(file)]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string input in inputs.Append($"RUNNER_TEMP={folder}").Append($"GITHUB_STEP_SUMMARY={Path.Combine(folder, "summary.md")}"))
        {
            string[] parts = input.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);

    private static string Script(string file)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Committed.Read($".github/workflows/{file}")));
        YamlMappingNode job = (YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode["jobs"]).Children.Single().Value;
        return ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>().Where(s => s.Children.ContainsKey("run")).Select(s => ((YamlScalarNode)s["run"]).Value!).Single();
    }
}
