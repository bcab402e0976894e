using System.Collections.Immutable;
using System.Text;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.PulumiCli;

namespace Infra.Pipeline.Workspace;

/// <summary>The file of a plan's page, and the browser that shows it.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class PlanPageFile(Host host, Repository repository)
{
    // A browser that was not running may stay in the foreground; it is left alone then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What a desktop's program needs to find the screen of the person; it holds no secrets.
    private static readonly ImmutableArray<string> Desktop =
        ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "XDG_DATA_DIRS", "DBUS_SESSION_BUS_ADDRESS", "BROWSER"];

    /// <summary>Writes the page, says where it is, and opens it where a person sits before a browser.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="page">The page.</param>
    /// <param name="file">The file that was named; null for one below <c>.infra/</c>, which git ignores.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">It cannot be written.</exception>
    public async Task ShowAsync(string stack, string page, string? file, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(file ?? Path.Combine(repository.LocalFolder, "plans", $"{stack}.html"), host.Folder);
        OutputFile.Write(host, path, Encoding.UTF8.GetBytes(page));
        bool opened = Opener() is { } program && await OpenAsync(program, path, cancellation);
        host.Error.Write($"Page written to {Printable.Text(file ?? Path.GetRelativePath(host.Folder, path))}{(opened ? "" : "; open it in a browser")}.\n");
    }

    // Over a connection without a screen xdg-open would start a browser of the terminal, and a job has nobody to look.
    private string? Opener()
    {
        if (host.IsJob || !host.OutIsTerminal)
        {
            return null;
        }

        bool hasScreen = OperatingSystem.IsMacOS() || OperatingSystem.IsWindows() || !string.IsNullOrEmpty(host.Variable("DISPLAY")) || !string.IsNullOrEmpty(host.Variable("WAYLAND_DISPLAY"));
        string name = OperatingSystem.IsMacOS() ? "open" : OperatingSystem.IsWindows() ? "explorer.exe" : "xdg-open";
        return !hasScreen ? null : (host.Variable("PATH") ?? "").Split(Path.PathSeparator).Where(f => Path.IsPathRooted(f)).Select(f => Path.Combine(f, name)).FirstOrDefault(host.Folders.HasFile);
    }

    private async Task<bool> OpenAsync(string program, string path, CancellationToken cancellation)
    {
        ProgramCall call = new(program, [path])
        {
            Variables = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Desktop.Select(v => KeyValuePair.Create(v, host.Variable(v) ?? "")).Where(v => v.Value.Length > 0)),
        };
        try
        {
            Task<ProgramResult> run = host.Programs.RunAsync(call, repository.Root, line: null, cancellation);
            return await Task.WhenAny(run, Task.Delay(Patience, host.Clock, cancellation)) != run || (await run).ExitCode == 0;
        }
        catch (InfraException)
        {
            // It is there and does not start: the file is written all the same, and its place is said.
            return false;
        }
    }
}
