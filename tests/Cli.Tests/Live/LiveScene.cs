using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests.Live;

/// <summary>One scene: dev, and a control plane that answers for its cluster. At its end every request was a GET, at a control plane, of no Secret.</summary>
internal sealed partial class LiveScene : IAsyncDisposable
{
    private readonly LiveWorld world;

    private LiveScene(LiveWorld world, ApiServer server) => (this.world, Server) = (world, server);

    public ApiServer Server { get; }

    public LiveClock Clock { get; } = new();

    /// <summary>Starts one in which all is well.</summary>
    public static async Task<LiveScene> StartAsync(LiveWorld world)
    {
        LiveScene scene = new(world, await ApiServer.StartAsync());
        ApiObjects.Fill(scene.Server, world.Wanted, LiveWorld.Platform, LiveWorld.Hub);
        return scene;
    }

    /// <summary>The Application of a name as the server has it.</summary>
    public JsonObject Application(string name) => Server.Kept[ApiObjects.Applications].Single(a => (string?)a["metadata"]!["name"] == name);

    /// <summary>Runs a command on it.</summary>
    public async Task<(string Output, int ExitCode)> RunAsync(params string[] args)
    {
        Workspace files = world.Files;
        (files.Clock, files.Adjusted) = (Clock, host => host with { Cluster = Server.Client });
        return await files.RunAsync(args);
    }

    /// <summary>What <c>status --live</c> finds: its lines behind what is recorded.</summary>
    public async Task<(string Found, int ExitCode)> FoundAsync()
    {
        (string output, int exitCode) = await RunAsync("status", "dev", "--live");
        return (Recorded().Replace(output, "", 1).Replace(" " + LiveWorld.Hub + ": ", " HUB: ", StringComparison.Ordinal), exitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.All(Server.Requests, r => Assert.Equal("GET", r.Method));
        Assert.All(Server.Requests, r => Assert.DoesNotContain("secrets", r.Path.Split('/'), StringComparer.OrdinalIgnoreCase));
        Assert.All(Server.Connected, h => Assert.EndsWith(".gke.goog", h, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\Adev: \d+ resources, [^\n]*\n")]
    private static partial Regex Recorded();
}
