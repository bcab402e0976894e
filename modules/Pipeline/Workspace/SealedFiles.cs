using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.KeptRules;
using Infra.GitHub.Repositories;
using Infra.Model.Actions;
using Infra.Settings.Companies;

namespace Infra.Pipeline.Workspace;

/// <summary>The files that a seal covers: those of the program, the settings of a stack, and the rules by which it is judged.</summary>
/// <param name="repository">The repository.</param>
public sealed class SealedFiles(Repository repository)
{
    // What a program is made of; build output lies in artifacts/ and is left out.
    private static readonly ImmutableArray<string> ProgramFolders = ["infra", "modules", "offline"];
    private static readonly ImmutableArray<string> ProgramFiles = ["Directory.Build.props", "Directory.Build.rsp", "Directory.Build.targets", "Directory.Packages.props", "MSBuild.rsp", "NuGet.Config", "nuget.config", "Pulumi.yaml", "global.json", ToolTable.DigestFile];
    private static readonly ImmutableArray<string> SharedFiles = ["stacks/catalog/addons.yaml", "stacks/catalog/apps.yaml", "stacks/catalog/tenants.yaml", CompanyFile.Path];
    /// <summary>Whether a file is part of the program.</summary>
    /// <param name="path">The file, named from the repository with slashes.</param>
    public static bool IsProgram(string path) =>
        ProgramFolders.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal)) || ProgramFiles.Contains(path, StringComparer.Ordinal);

    /// <summary>The files that a seal holds one digest each of: the settings of a stack, what all environments share, and the rules by which it is judged.</summary>
    public IEnumerable<string> SettingsFiles(string stack) =>
        Existing([$"stacks/Pulumi.{stack}.yaml", .. Below($"stacks/{stack}"), .. Below("stacks/catalog/addons"), .. SharedFiles, .. RulesBundle.Paths]);

    /// <summary>The files of the program, which a seal holds by one digest over all.</summary>
    public IEnumerable<string> ProgramPaths() => Existing([.. ProgramFolders.SelectMany(Below), .. ProgramFiles, .. Scripts()]).Distinct(StringComparer.Ordinal);

    // A script that gathers evidence runs in the job that applies, so it is as much of a judge as the program.
    private IEnumerable<string> Scripts() => repository.Has(RepositoryFile.Path) ? GitHubOptions.Settings(repository).Environments.Select(e => e.Evidence).OfType<string>() : [];

    /// <summary>The digest of the program's files.</summary>
    public string ProgramDigest() => Combined(Digests(ProgramPaths()));

    /// <summary>The files below a folder, by their paths from the repository, in ordinal order; none where there is no folder.</summary>
    public IEnumerable<string> Below(string folder)
    {
        string full = Path.Combine(repository.Root, folder);
        return repository.Folders.Files(full).Select(f => Path.GetRelativePath(repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    /// <summary>Those of some files that are there.</summary>
    public IEnumerable<string> Existing(IEnumerable<string> files) => files.Where(f => repository.Folders.HasFile(Path.Combine(repository.Root, f)));

    /// <summary>The digest of each file, by its path from the repository.</summary>
    public ImmutableSortedDictionary<string, string> Digests(IEnumerable<string> files) =>
        files.ToImmutableSortedDictionary(f => f, f => Digest(repository.Bytes(f)), StringComparer.Ordinal);

    /// <summary>One digest over those of many files and their paths.</summary>
    public static string Combined(ImmutableSortedDictionary<string, string> digests) =>
        Digest(Encoding.UTF8.GetBytes(string.Concat(digests.Select(f => $"{f.Key} {f.Value}\n"))));

    /// <summary>The digest of some bytes.</summary>
    public static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
