using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Tests.Server;

/// <summary>Prism over GitHub's own OpenAPI description: it says what is wrong with a request. Started once for all tests.</summary>
public sealed class Prism : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Committed.Root, "tests", "node", "node_modules");

    /// <summary>GitHub's description of its REST API.</summary>
    public static string Description { get; } = Path.Combine(Folder, "@octokit", "openapi", "generated", "api.github.com.json");

    private readonly HttpClient client = new();

    // The same request is the same to it, and stories with faults make most of theirs a hundred times.
    private readonly ConcurrentDictionary<(string Method, string PathAndQuery, string Body), Task<string?>> known = new();

    private Process? process;

    private Task ready = Task.CompletedTask;

    private Uri? address;

    public ValueTask InitializeAsync()
    {
        string program = Path.Combine(Folder, ".bin", "prism");
        Assert.True(File.Exists(Description) && File.Exists(program), "Prism or GitHub's OpenAPI description is not installed: run `npm ci` in tests/node, as ./run test does. It needs npm and Node.js.");
        int port = FreePort();
        ProcessStartInfo start = new(program, ["mock", "-h", "127.0.0.1", "-p", $"{port}", Description]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            Assert.Fail($"Prism cannot be started: {missing.Message}");
        }

        address = new Uri($"http://127.0.0.1:{port}");
        ready = ListensAsync(process!);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until it listens. It reads the description for seconds, and tests that do not need it begin meanwhile.</summary>
    public Task ReadyAsync() => ready;

    private static async Task ListensAsync(Process process)
    {
        StringBuilder said = new();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains("Prism is listening", StringComparison.Ordinal))
            {
                // Nobody reads what it says from here on, and a full pipe would stop it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        Assert.Fail($"Prism ended before it listened: {said}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>What is wrong with a request; null for nothing.</summary>
    public Task<string?> ProblemAsync(string method, string pathAndQuery, string body) => known.GetOrAdd((method, pathAndQuery, body), r => AskAsync(r.Method, r.PathAndQuery, r.Body));

    private async Task<string?> AskAsync(string method, string pathAndQuery, string body)
    {
        await ready;
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(address!, pathAndQuery));
        if (body.Length > 0)
        {
            // Octokit sends JSON as a form, and GitHub reads it as JSON.
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using HttpResponseMessage answer = await client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        if (text.Contains("stoplight.io/prism/errors#", StringComparison.Ordinal))
        {
            return $"{method} {pathAndQuery}: {text}";
        }

        // Where an operation has a 422 of its own, Prism answers with that, and says in a header what was wrong.
        string[] violations =
        [
            .. (answer.Headers.TryGetValues("sl-violations", out IEnumerable<string>? headers) ? headers : [])
                .SelectMany(h => JsonNode.Parse(h)!.AsArray())
                .Where(v => (string?)v!["location"]![0] == "request")
                .Select(v => v!.ToJsonString()),
        ];
        return violations.Length == 0 ? null : $"{method} {pathAndQuery}: {string.Join(' ', violations)}";
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
