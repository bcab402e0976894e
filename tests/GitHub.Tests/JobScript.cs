using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Infra.GitHub.Tests;

/// <summary>The script of one step of a committed workflow, run by bash as GitHub runs it, in a folder whose program is the test's.</summary>
internal sealed class JobScript : IDisposable
{
    private readonly string script;

    /// <summary>A step.</summary>
    /// <param name="file">The workflow.</param>
    /// <param name="job">The job.</param>
    /// <param name="step">The name of the step.</param>
    /// <param name="text">The text of the workflow; by default the committed one.</param>
    public JobScript(string file, string job, string step, string? text = null) => script = ((YamlScalarNode)Step(file, job, step, text)["run"]).Value!;

    /// <summary>The folder; that for temporary files of the job is the same.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("infra-script-").FullName;

    /// <summary>A step as it is written.</summary>
    public static YamlMappingNode Step(string file, string job, string step, string? text = null) =>
        ((YamlSequenceNode)Job(file, job, text)["steps"]).Children.Cast<YamlMappingNode>().Last(s => ((YamlScalarNode)s["name"]).Value == step);

    /// <summary>A job as it is written.</summary>
    public static YamlMappingNode Job(string file, string job, string? text = null)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text ?? Committed.Read($".github/workflows/{file}")));
        return (YamlMappingNode)stream.Documents[0].RootNode["jobs"][job];
    }

    /// <summary>Runs it.</summary>
    /// <param name="program">What <c>./run</c> and the program do, in bash.</param>
    /// <param name="variables">Environment variables, each NAME=VALUE.</param>
    public async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] variables)
    {
        Assert.SkipWhen(
            script.Contains("jq ", StringComparison.Ordinal) && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "jq"))),
            "jq is not installed: apt-get install jq, or brew install jq. ./run test does so as root where there is apt-get.");
        foreach (string name in new[] { "run", "artifacts/program/infra" })
        {
            Program(name, $"#!/usr/bin/env bash\n{program}\n");
        }

        ProcessStartInfo start = new("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string variable in variables.Concat([$"RUNNER_TEMP={Folder}", $"GITHUB_STEP_SUMMARY={Folder}/summary.md", $"GITHUB_OUTPUT={Folder}/outputs"]))
        {
            string[] parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = await output + error;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }

    /// <summary>Puts another program into the folder.</summary>
    /// <param name="name">Its path from there.</param>
    /// <param name="text">The whole file.</param>
    public void Program(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A file that it wrote; "(none)" for none.</summary>
    public string Read(string name) => File.Exists(Path.Combine(Folder, name)) ? File.ReadAllText(Path.Combine(Folder, name)) : "(none)";

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
