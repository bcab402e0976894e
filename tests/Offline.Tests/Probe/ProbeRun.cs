using System.Diagnostics;
using System.Globalization;

namespace Infra.Offline.Tests.Probe;

/// <summary>One run of the real script offline/feed-probe against one feed, with a package folder of its own.</summary>
internal sealed class ProbeRun : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public string Message { get; private set; } = "";

    public int ExitCode { get; private set; }

    /// <summary>The word on standard output, with its line feed.</summary>
    public string Word { get; private set; } = "";

    /// <summary>The word that the next run finds, with its line feed; empty where it asks again.</summary>
    public string Kept => File.Exists(KeptPath) ? File.ReadAllText(KeptPath) : "";

    /// <summary>Files beside the kept word that the script left behind.</summary>
    public IEnumerable<string> Leftovers => Directory.GetFiles(_scratch["out"]).Where(file => file != KeptPath);

    /// <summary>The folder that stands for the global packages folder of the machine.</summary>
    public string GlobalPackages => _scratch["packages"];

    private string KeptPath => _scratch["out/packages"];

    public async Task AskAsync(string index, string? seconds = null)
    {
        await File.WriteAllTextAsync(_scratch["nuget.config"],
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{index}" allowInsecureConnections="true" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
            </configuration>
            """);
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "offline", "feed-probe"), KeptPath])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _scratch.Path,
        };
        start.Environment["INFRA_PROBE_NUGET_CONFIG"] = _scratch["nuget.config"];
        start.Environment["INFRA_PROBE_SECONDS"] = seconds ?? 60.ToString(CultureInfo.InvariantCulture);
        start.Environment["NUGET_PACKAGES"] = GlobalPackages;
        start.Environment["NUGET_HTTP_CACHE_PATH"] = _scratch["http-cache"];
        start.Environment["NUGET_FALLBACK_PACKAGES"] = "";
        // A proxy of this machine must not answer for 127.0.0.1.
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var message = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        ExitCode = process.ExitCode;
        Word = await output;
        Message = await message;
    }

    public void Dispose() => _scratch.Dispose();
}
