using System.Collections.Immutable;
using Infra.Model.Backends;
using Infra.Model.Properties;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Live;

/// <summary>An environment that was applied once, for tests that only look.</summary>
public sealed class LiveWorld : IAsyncLifetime
{
    public const string Hub = "setu-dev-asia-south1";

    public const string Platform = "https://github.com/setu-retail/infra";

    internal Workspace Files { get; } = new();

    /// <summary>The name that the emulator gave the control plane.</summary>
    internal string Endpoint { get; private set; } = "";

    /// <summary>The Applications that dev is to have.</summary>
    internal ImmutableArray<AppRow> Wanted { get; private set; }

    public async ValueTask InitializeAsync()
    {
        (string output, int exitCode) = await Files.RunAsync(["up", "dev", "--yes"]);
        Assert.True(exitCode == 0, output);
        Host host = Files.Host(TextWriter.Null, TextWriter.Null, keyboard: null);
        Wanted = await new AppRows(host, Repository.Find(host)).OfAsync("dev", TestContext.Current.CancellationToken);
        Assert.True(Wanted.Length > 10);
        StackStatus status = await StackBackends.Here(host).Local("dev").StatusAsync(TestContext.Current.CancellationToken);
        Endpoint = ((MapValue)status.Outputs["clusterEndpoints"]!).Map.Text("asia-south1")!;
        Files.TrustsAddresses = true;
    }

    /// <summary>Gives dev a state at Google, as a Pulumi CLI of the test tells it, and a cluster in which all is well.</summary>
    internal static async Task<ApiServer> AttachAsync(Workspace files)
    {
        Host host = files.Host(TextWriter.Null, TextWriter.Null, keyboard: null);
        ApiServer server = await ApiServer.StartAsync();
        ApiObjects.Fill(server, await new AppRows(host, Repository.Find(host)).OfAsync("dev", TestContext.Current.CancellationToken), Platform, Hub);
        string home = Path.Combine(files.Folder, ".infra", "bin");
        Directory.CreateDirectory(home);
        File.Copy(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Live", "pulumi"), Path.Combine(home, "pulumi"));
        File.SetUnixFileMode(Path.Combine(home, "pulumi"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        files.Variables["PATH"] = $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        files.Packages = PackageKind.Official;
        Func<Host, Host> before = files.Adjusted;
        files.Adjusted = machine => before(machine) with { Cluster = server.Client };
        return server;
    }

    public ValueTask DisposeAsync()
    {
        Files.Dispose();
        return ValueTask.CompletedTask;
    }
}
