using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Infra;

/// <summary>The published models of Argo CD's and External Secrets' resources, asked strictly: an unknown field is a problem.</summary>
internal static class PublishedModels
{
    private static string Folder { get; } = Path.Combine(Fixture.Repository, "tests", "node");

    /// <summary>What does not fit, in order.</summary>
    /// <param name="objects">Objects as JSON, each with what it is called in a problem.</param>
    public static string[] Problems(params (string At, string Json)[] objects)
    {
        using JsonDocument answer = JsonDocument.Parse(Run($"[{string.Join(',', objects.Select(o => $"{{\"at\":{JsonSerializer.Serialize(o.At)},\"object\":{o.Json}}}"))}]"));
        return [.. answer.RootElement.EnumerateArray().Select(p => $"{p.GetProperty("at").GetString()}: {p.GetProperty("problem").GetString()}").Order(StringComparer.Ordinal)];
    }

    private static string Run(string input)
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules", "typescript")), "The models are not installed: run `npm ci` in tests/node, as ./run test does. It needs npm and Node.js.");
        ProcessStartInfo start = new("node", ["check.js"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using Process node = Process.Start(start)!;
            Task<string> output = node.StandardOutput.ReadToEndAsync();
            Task<string> error = node.StandardError.ReadToEndAsync();
            node.StandardInput.Write(input);
            node.StandardInput.Close();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, $"node check.js ended with {node.ExitCode}: {error.Result}");
            return output.Result;
        }
        catch (Win32Exception missing)
        {
            Assert.Fail($"node cannot be started: {missing.Message} Install Node.js; the rendered resources are not checked without it.");
            throw;
        }
    }
}
