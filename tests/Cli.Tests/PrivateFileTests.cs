using Infra.Machine.Chance;
using Infra.Model.Backends;

namespace Infra.Cli.Tests;

/// <summary>What is written beside the repository's own files is its owner's alone, and no symbolic link is followed to write it.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private const string Kept = "what stood here before\n";

    private readonly Workspace workspace = new() { Entropy = new SystemEntropy() };

    public PrivateFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

    /// <summary>A file that a command writes, and the command.</summary>
    public static TheoryData<string, string[]> Written => new()
    {
        { ".infra/state/dev.jsonl", ["up", "dev", "--yes"] },
        { ".infra/audit-local.jsonl", ["up", "dev", "--yes"] },
        { ".infra/audit-local.anchor", ["up", "dev", "--yes"] },
        { ".infra/audit-local.jsonl", ["freeze", "override", "prod", "--reason", "INC-42: pods fail", "--until", "2026-11-21T06:00:00Z", "--approver", "leela:incident_commander", "--approver", "vikram:cto"] },
        { "plan.json", ["preview", "dev", "--out", "plan.json"] },
        { "envelope.json", ["preview", "dev", "--seal", "--local-only", "--out", "envelope.json"] },
        { "sbom.json", ["sbom", "--out", "sbom.json"] },
    };

    public void Dispose() => workspace.Dispose();

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_file_is_its_owners_alone(string file, string[] command)
    {
        (string output, int exitCode) = await workspace.RunAsync(command);

        Assert.True(exitCode == 0, output);
        string hidden = Path.Combine(workspace.Folder, ".infra");
        string[] made = [file, .. Directory.Exists(hidden) ? Directory.GetFiles(hidden, "*", SearchOption.AllDirectories) : []];
        string[] folders = Directory.Exists(hidden) ? [hidden, .. Directory.GetDirectories(hidden, "*", SearchOption.AllDirectories)] : [];
        Assert.All(made, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(workspace.Folder, f))));
        Assert.All(folders, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(f)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_link_in_the_place_of_a_file_leads_nowhere(string file, string[] command)
    {
        string elsewhere = Path.Combine(workspace.Folder, "elsewhere");
        await File.WriteAllTextAsync(elsewhere, Kept, TestContext.Current.CancellationToken);
        string place = Path.Combine(workspace.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.CreateSymbolicLink(place, elsewhere);

        (string output, int exitCode) = await workspace.RunAsync(command);

        Assert.Equal(Kept, await File.ReadAllTextAsync(elsewhere, TestContext.Current.CancellationToken));
        Assert.True(exitCode is not 0 and not (int)ExitCode.Internal && output.Contains("symbolic link", StringComparison.Ordinal), $"{exitCode}\n{output}");
    }

    [Theory]
    [InlineData(".infra", true)]
    [InlineData(".infra", false)]
    [InlineData(".infra/state", true)]
    [InlineData(".infra/cloud", true)]
    public async Task A_link_in_the_place_of_the_folder_or_of_one_in_it_leads_nowhere(string folder, bool isThere)
    {
        string elsewhere = Path.Combine(workspace.Folder, "elsewhere");
        if (isThere)
        {
            Directory.CreateDirectory(elsewhere);
        }

        string place = Path.Combine(workspace.Folder, folder);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.CreateSymbolicLink(place, elsewhere);

        foreach (string[] command in (string[][])[["up", "dev", "--yes"], ["status", "dev"], ["freeze", "override", "prod", "--reason", "INC-42: pods fail", "--until", "2026-11-21T06:00:00Z", "--approver", "leela:incident_commander", "--approver", "vikram:cto"]])
        {
            Assert.Equal(($"error: {place} is a symbolic link. State is never reached through links; remove the link.\n", 1), await workspace.RunAsync(command));
        }

        Assert.Equal(isThere, Directory.Exists(elsewhere));
        Assert.True(!isThere || !Directory.EnumerateFileSystemEntries(elsewhere).Any());
    }
}
