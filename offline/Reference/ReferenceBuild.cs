using System.Diagnostics;
using System.Security;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Infra.Offline.Reference;

/// <summary>Compiles the whole solution against the signatures of the official packages, in a folder of its own: packages,
/// output and NuGet configuration stand in artifacts/reference, and the global packages folder is only read.</summary>
/// <param name="root">The root of the repository.</param>
/// <param name="say">Takes each line of what is done.</param>
public sealed partial class ReferenceBuild(string root, Action<string> say)
{
    private static readonly string[] Compiled = [".cs", ".csproj", ".editorconfig", ".props", ".sln", ".targets"];
    private readonly string _folder = Path.Combine(root, "artifacts", "reference");

    private string Feed => Path.Combine(_folder, "feed");

    private string Packages => Path.Combine(_folder, "packages");

    private string Passed => Path.Combine(_folder, "passed.txt");

    /// <summary>Compiles, unless nothing changed since that succeeded. Returns whether the solution compiles.</summary>
    public async Task<bool> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        say("reference build: the whole solution against the signatures of " + string.Join(", ", Package.All.Select(package => $"{package.Name} {package.Version}")));
        var inputs = Inputs();
        if (File.Exists(Passed) && await File.ReadAllTextAsync(Passed) == inputs)
        {
            say("nothing changed since it compiled");
            return true;
        }

        say("emitting the reference assemblies ...");
        var assemblies = ReferenceAssemblies.Emit(new ReferenceFolder(root).Listings());
        await ConfigureAsync();
        if (!await RestoreAsync(assemblies) || !CameFromHere())
        {
            return false;
        }

        say($"compiling ({clock.Elapsed.TotalSeconds:0} s so far) ...");
        var build = await DotnetAsync("build", "--no-restore", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");
        if (build.ExitCode == 0)
        {
            await File.WriteAllTextAsync(Passed, inputs);
            say($"every project compiles ({clock.Elapsed.TotalSeconds:0} s)");
            return true;
        }

        Show(build.Output);
        say("error: the solution does not compile against the official packages, though it may against the stand-ins. If a member is new in use, "
            + "offline/signatures lacks it: run `dotnet run --project offline/Reference -- trim --api FOLDER`, or add its lines by hand from the package's public signatures.");
        return false;
    }

    /// <summary>All packages but ours may come from any source of this machine, its global folder first of all.</summary>
    private async Task ConfigureAsync()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "nuget.config");
        File.Delete(file);
        var sources = await RunAsync("dotnet", ["nuget", "list", "source"]);
        var names = SourcePattern().Matches(sources.Output).Select(match => match.Groups["name"].Value.Trim()).ToList();
        var global = GlobalFolder(await RunAsync("dotnet", ["nuget", "locals", "global-packages", "--list"]));
        if (Directory.Exists(global))
        {
            names.Add("global-folder");
        }

        await File.WriteAllTextAsync(file,
            $"""
            <configuration>
              <packageSources>
                <add key="reference" value="{SecurityElement.Escape(Feed)}" />
                {(Directory.Exists(global) ? $"""<add key="global-folder" value="{SecurityElement.Escape(global)}" />""" : "")}
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
              <packageSourceMapping>
                <packageSource key="reference">
                  {string.Concat(Package.All.Select(package => $"""<package pattern="{package.Name}" />"""))}
                </packageSource>
                {string.Join("\n    ", names.Select(name => $"""<packageSource key="{SecurityElement.Escape(name)}"><package pattern="*" /></packageSource>"""))}
              </packageSourceMapping>
            </configuration>
            """);
    }

    private async Task<bool> RestoreAsync(IReadOnlyList<(Listing Listing, byte[] Image)> assemblies)
    {
        foreach (var withDependencies in new[] { true, false })
        {
            if (ReferencePackages.Write(Feed, assemblies, withDependencies))
            {
                foreach (var package in Package.All.Select(package => Path.Combine(Packages, package.Name.ToLowerInvariant())).Where(Directory.Exists))
                {
                    Directory.Delete(package, recursive: true);
                }
            }

            say("restoring ...");
            var restore = await DotnetAsync("restore");
            if (restore.ExitCode == 0)
            {
                return true;
            }

            var missing = MissingPattern().Matches(restore.Output).Select(match => match.Groups["id"].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (!withDependencies || missing.Count == 0 || missing.Any(id => Package.Of(id) is not null))
            {
                Show(restore.Output);
                say("error: the packages of the solution could not be restored");
                return false;
            }

            say($"the feed lacks {string.Join(", ", missing)}, which Pulumi depends on: going on without its dependencies");
        }

        return false;
    }

    /// <summary>NuGet notes where a package came from.</summary>
    private bool CameFromHere()
    {
        foreach (var package in Package.All)
        {
            var note = Path.Combine(Packages, package.Name.ToLowerInvariant(), package.Version, ".nupkg.metadata");
            if (!File.Exists(note) || !File.ReadAllText(note).Contains(Feed, StringComparison.Ordinal))
            {
                say($"error: {package.Name} {package.Version} did not come from {Feed}, but the reference build compiles against no other; see {note}");
                return false;
            }
        }

        return true;
    }

    private Task<(int ExitCode, string Output)> DotnetAsync(string verb, params string[] more) => RunAsync(
        "dotnet",
        [
            verb, Path.Combine(root, "Infra.sln"), "--nologo", "-v:quiet", "-clp:NoSummary", "-tl:off", "-p:Configuration=Release", "-p:Packages=official",
            $"-p:ArtifactsPath={Path.Combine(_folder, "build")}", $"-p:RestoreSolutionDirectory={_folder}", "-p:WarningsNotAsErrors=NU1603", .. more,
        ]);

    private async Task<(int ExitCode, string Output)> RunAsync(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server would outlive the build, and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        if (arguments.First() != "nuget")
        {
            start.Environment["NUGET_PACKAGES"] = Packages;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private void Show(string output)
    {
        foreach (var line in output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim().Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            say(line);
        }
    }

    /// <summary>A digest of everything that the outcome depends on: what is compiled, the listings, this tool and the SDK.</summary>
    private string Inputs()
    {
        var files = new RepositoryFiles(root);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in new[] { "benchmarks", "infra", "modules", "offline", "tests" }.SelectMany(files.Under).Where(IsInput)
            .Concat(Directory.EnumerateFiles(root).Select(Path.GetFileName).OfType<string>().Where(IsInput).Append("global.json").Order(StringComparer.Ordinal)))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(root, path))));
        }

        hash.AppendData(typeof(ReferenceBuild).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Environment.Version.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        static bool IsInput(string path) => Compiled.Contains(Path.GetExtension(path), StringComparer.Ordinal) || path.StartsWith("offline/signatures/", StringComparison.Ordinal);
    }

    private static string GlobalFolder((int ExitCode, string Output) listed) => listed.Output[(listed.Output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

    [GeneratedRegex(@"^\s*\d+\.\s+(?<name>.+?) \[Enabled\]\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourcePattern();

    [GeneratedRegex(@"error NU110[123]: .*?package '?(?<id>[\w.]+?)'?[. ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingPattern();
}
