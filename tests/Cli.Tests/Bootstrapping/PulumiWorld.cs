using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>A repository whose bootstrap never ran, and a program in the place of the Pulumi CLI that records its calls and keeps states as files.</summary>
internal sealed class PulumiWorld : IDisposable
{
    private static readonly Lazy<Task<Dictionary<string, string>>> Protected = new(() => DocumentsAsync(protect: true));
    private static readonly Lazy<Task<Dictionary<string, string>>> Unprotected = new(() => DocumentsAsync(protect: false));

    // Every call records how many of these reach the CLI: none may.
    static PulumiWorld() => Environment.SetEnvironmentVariable("PULUMI_OPTION_REFRESH", "true");

    public PulumiWorld()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Bootstrapping", "pulumi"), Path.Combine(Home, "pulumi"));
        File.SetUnixFileMode(Path.Combine(Home, "pulumi"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(Home, "version"), "v3.259.0\n");
        Workspace.Variables["PATH"] = Home;
        Workspace.Variables["GOOGLE_OAUTH_ACCESS_TOKEN"] = "ya29.not-a-real-token";
        Workspace.DeleteFoundations();

        // Whoever runs bootstrap signs record 0, and may write to the bucket that it makes.
        Workspace.TrustPipeline();
        Workspace.Google.Identity = Google.GoogleServer.Operator;
    }

    /// <summary>The repository.</summary>
    public Workspace Workspace { get; } = new();

    /// <summary>The folder of the program that plays the CLI, with its calls and its states.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("infra-pulumi-").FullName;

    public void Dispose()
    {
        Workspace.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>Runs <c>infra bootstrap --backend pulumi</c>.</summary>
    public Task<(string Output, int ExitCode)> RunAsync(params string[] args) => Workspace.RunAsync(["bootstrap", "--backend", "pulumi", .. args]);

    /// <summary>Writes what <c>pulumi up</c> makes: what the local backend makes, in the form of Pulumi's state.</summary>
    public async Task MakeDocumentsAsync(bool protect = true)
    {
        foreach ((string file, string content) in await (protect ? Protected : Unprotected).Value)
        {
            await File.WriteAllTextAsync(Path.Combine(Home, file), content, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<Dictionary<string, string>> DocumentsAsync(bool protect)
    {
        using Workspace made = new();
        if (!protect)
        {
            made.Replace("stacks/Pulumi.bootstrap.yaml", "infra:protect: true", "infra:protect: false");
        }

        await made.RunAsync(["bootstrap", "--yes"]);
        JsonNode state = await ReadAsync(made, "state", "show", "bootstrap", "--format", "json");
        JsonNode status = await ReadAsync(made, "status", "bootstrap", "--format", "json");
        JsonObject[] resources = [.. state["resources"]!.AsArray().Select(r => new JsonObject
        {
            ["urn"] = r!["urn"]!.DeepClone(),
            ["custom"] = r["custom"]!.DeepClone(),
            ["id"] = r["id"]?.DeepClone(),
            ["protect"] = r["protect"]!.DeepClone(),
            ["dependencies"] = r["dependsOn"]!.DeepClone(),
            ["inputs"] = r["inputs"]!.DeepClone(),
        })];
        IEnumerable<JsonObject> left = resources.Where(r => $"{r["id"]}".EndsWith("-audit", StringComparison.Ordinal) && !$"{r["id"]}".Contains("/cryptoKeys/", StringComparison.Ordinal));
        IEnumerable<JsonObject> buckets = resources.Where(r => $"{r["urn"]}".Contains("storage/bucket:Bucket", StringComparison.Ordinal));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["deployment.json"] = JsonSerializer.Serialize(resources),
            ["left.json"] = JsonSerializer.Serialize(left),
            ["outputs.json"] = status["outputs"]!.ToJsonString(),
            ["bucket-names"] = string.Concat(buckets.Select(r => $"{r["id"]}\n")),
        };
    }

    private static async Task<JsonNode> ReadAsync(Workspace from, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, await from.RunAsync(args, output, TextWriter.Null));
        return JsonNode.Parse(output.ToString())!;
    }
}
