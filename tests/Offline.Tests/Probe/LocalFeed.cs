using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Offline.Tests.Probe;

/// <summary>A NuGet v3 feed on 127.0.0.1 that has the packages it is given, refuses, or never answers.</summary>
internal sealed class LocalFeed : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpStatusCode? _refusal;
    private readonly bool _hangs;
    private readonly Task _serving;

    private LocalFeed(IEnumerable<(string Id, string Version)> packages, HttpStatusCode? refusal = null, bool hangs = false)
    {
        _refusal = refusal;
        _hangs = hangs;
        _listener.Start();
        _files["/v3/index.json"] = Encoding.UTF8.GetBytes(
            $$"""{"version": "3.0.0", "resources": [{"@id": "{{Root}}/flat/", "@type": "PackageBaseAddress/3.0.0"}]}""");
        foreach (var (id, version) in packages)
        {
            _files[$"/flat/{id}/index.json"] = Encoding.UTF8.GetBytes($$"""{"versions": ["{{version}}"]}""");
            _files[$"/flat/{id}/{version}/{id}.{version}.nupkg"] = Nupkg(id, version);
        }

        _serving = ServeAsync();
    }

    public string Index => Root + "/v3/index.json";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private string Root => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public static LocalFeed With(params (string Id, string Version)[] packages) => new(packages);

    public static LocalFeed Refusing(HttpStatusCode status) => new([], refusal: status);

    public static LocalFeed Hanging() => new([], hangs: true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    /// <summary>Puts a package where NuGet keeps what it has downloaded.</summary>
    public static void Install(string folder, string id, string version)
    {
        var name = id.ToLowerInvariant();
        var target = Path.Combine(folder, name, version);
        Directory.CreateDirectory(target);
        var package = Nupkg(id, version);
        File.WriteAllBytes(Path.Combine(target, $"{name}.{version}.nupkg"), package);
        using (var zip = new ZipArchive(new MemoryStream(package)))
        {
            zip.GetEntry(id + ".nuspec")!.ExtractToFile(Path.Combine(target, name + ".nuspec"));
        }

        var hash = Convert.ToBase64String(SHA512.HashData(package));
        File.WriteAllText(Path.Combine(target, $"{name}.{version}.nupkg.sha512"), hash);
        File.WriteAllText(Path.Combine(target, ".nupkg.metadata"), $$"""{"version": 2, "contentHash": "{{hash}}", "source": null}""");
    }

    private static byte[] Nupkg(string id, string version)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var nuspec = new StreamWriter(zip.CreateEntry(id + ".nuspec").Open()))
        {
            nuspec.Write(
                $"""
                <package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata></package>
                """);
        }

        return bytes.ToArray();
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (_hangs)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }

                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                var path = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                    // The headers of the request say nothing that the answer depends on.
                }

                var found = _files.TryGetValue(path, out var body);
                var status = _refusal ?? (found ? HttpStatusCode.OK : HttpStatusCode.NotFound);
                body = status == HttpStatusCode.OK ? body! : [];
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)status} {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
                await client.GetStream().WriteAsync(body, _stop.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or IOException)
            {
                // The test ended, or the client went away: both are the client's business.
            }
        }
    }
}
