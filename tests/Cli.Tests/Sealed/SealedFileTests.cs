using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Pipeline.Workspace;
using Infra.Settings.Waivers;

namespace Infra.Cli.Tests.Sealed;

/// <summary>No file that a plan was made from changes behind its seal. The list is the seal's own, and every committed file is either on it or known to make no plan.</summary>
public sealed class SealedFileTests(SealedRepository repository) : IClassFixture<SealedRepository>
{
    // What makes no plan by itself: texts, tests, what is generated, and files whose change another check judges at the time of the apply.
    private static readonly string[] Unsealed =
    [
        ".ci/", ".github/", "benchmarks/", "docs/", "gitops/", "tests/", "stacks/schema/",
        ".editorconfig", ".gitattributes", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "Infra.sln", "README.md", "SECURITY.md", "run",
    ];

    [Fact]
    public void Every_committed_file_is_sealed_or_makes_no_plan()
    {
        string[] stacks = [.. Repository.Find(repository.Files.Host(TextWriter.Null, TextWriter.Null, null)).Stacks()];
        HashSet<string> kept = [.. repository.Sealed.ProgramPaths(), .. stacks.SelectMany(repository.Sealed.SettingsFiles), WaiverFile.Path];

        Assert.Equal([], SealedRepository.Committed.Where(f => !kept.Contains(f) && !Unsealed.Any(u => u == f || (u[^1] == '/' && f.StartsWith(u, StringComparison.Ordinal)))));
    }

    [Fact]
    public void One_flipped_bit_of_any_file_of_the_program_is_another_program()
    {
        string[] files = [.. repository.Sealed.ProgramPaths()];
        ImmutableSortedDictionary<string, string> before = repository.Sealed.Digests(files);
        string program = SealedFiles.Combined(before);
        Assert.Equal(SealedRepository.Committed.Where(SealedFiles.IsProgram), before.Keys);

        Assert.All(files, file =>
        {
            string path = Path.Combine(repository.Files.Folder, file);
            byte[] content = File.ReadAllBytes(path);
            FlipBit(path);
            string digest = repository.Sealed.Digests([file])[file];
            File.WriteAllBytes(path, content);

            Assert.NotEqual(program, SealedFiles.Combined(before.SetItem(file, digest)));
            Assert.NotEqual(program, SealedFiles.Combined(before.Remove(file)));
            Assert.NotEqual(program, SealedFiles.Combined(before.Remove(file).Add(file + "2", before[file])));
        });
        Assert.Equal(program, SealedFiles.Combined(repository.Sealed.Digests(files)));
    }

    [Fact]
    public async Task Every_settings_file_that_differs_is_refused_by_its_name()
    {
        string[] files = [.. repository.Sealed.SettingsFiles("dev")];
        Assert.Superset(
            new HashSet<string>(["stacks/Pulumi.dev.yaml", "stacks/dev/foundation.yaml", "stacks/dev/release.yaml", "stacks/catalog/apps.yaml", "stacks/delivery/approvals.yaml", "stacks/delivery/calendar.yaml", "stacks/delivery/gates.yaml", "stacks/delivery/github.yaml", "stacks/operations/service-levels.yaml", "stacks/rules/waivers.yaml"], StringComparer.Ordinal),
            files.ToHashSet(StringComparer.Ordinal));
        foreach (string file in files)
        {
            string[] differences = await repository.CommittedAsync(file, path => File.AppendAllText(path, "# changed\n"));

            Assert.Single(Besides(differences), d => Regex.IsMatch(d, $"^the settings file {Regex.Escape(file)} was sha256:[0-9a-f]{{64}} and is sha256:[0-9a-f]{{64}}\\.$"));
        }

        Assert.Equal(["the settings file stacks/dev/more.yaml is new."], Besides(await repository.CommittedAsync("stacks/dev/more.yaml", path => File.WriteAllText(path, "a: 1\n"))));
        Assert.Equal(["the settings file stacks/dev/foundation.yaml is gone."], Besides(await repository.CommittedAsync("stacks/dev/foundation.yaml", File.Delete)));
    }

    [Fact]
    public async Task A_file_of_each_part_of_the_program_that_differs_is_refused_by_its_name()
    {
        // The first and the last file of each folder, and each file that stands alone.
        string[] files = [.. repository.Sealed.ProgramPaths().GroupBy(f => f.Split('/')[0]).SelectMany(g => new[] { g.First(), g.Last() }).Distinct(StringComparer.Ordinal)];
        Assert.Equal(12, files.Length);
        foreach (string file in files)
        {
            string[] differences = Besides(await repository.CommittedAsync(file, file == "Pulumi.yaml" ? path => File.AppendAllText(path, "# changed\n") : FlipBit));

            Assert.Equal(2, differences.Length);
            Assert.Matches("^the program was sha256:[0-9a-f]{64} and is sha256:[0-9a-f]{64}\\.$", differences[0]);
            Assert.Equal($"the program differs in {file}.", differences[1]);
        }
    }

    [Fact]
    public async Task Many_files_of_the_program_are_counted_and_some_named()
    {
        string[] differences = Besides(await repository.CommittedAsync("infra", folder => Array.ForEach(Directory.GetFiles(Path.Combine(folder, "Cli")), FlipBit)));

        int count = Directory.GetFiles(Path.Combine(repository.Files.Folder, "infra", "Cli")).Length;
        Assert.Matches($"^the program differs in (infra/Cli/[A-Za-z]+\\.cs, ){{9}}infra/Cli/[A-Za-z]+\\.cs and {count - 10} more\\.$", differences[1]);
    }

    [Fact]
    public async Task Waivers_that_differ_are_refused_as_another_set_of_rules()
    {
        string[] differences = Besides(await repository.CommittedAsync("stacks/rules/waivers.yaml", path => File.AppendAllText(path, "# changed\n")));

        Assert.Matches("^the set of rules, waivers and verdicts was sha256:[0-9a-f]{64} and is sha256:[0-9a-f]{64}\\.$", differences[0]);
    }

    [Fact]
    public async Task A_file_that_makes_no_plan_is_refused_for_its_commit_alone() =>
        Assert.Empty(Besides(await repository.CommittedAsync("README.md", FlipBit)));

    // Every edit is a commit of its own on main, so both commits are named each time.
    private static string[] Besides(string[] differences)
    {
        Assert.Matches("^the commit was [0-9a-f]{40} and is [0-9a-f]{40}\\.$", differences[0]);
        Assert.Matches("^the base commit was [0-9a-f]{40} and is [0-9a-f]{40}\\.$", differences[1]);
        return differences[2..];
    }

    private static void FlipBit(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        if (content.Length == 0)
        {
            content = [1];
        }
        else
        {
            content[content.Length / 2] ^= 1;
        }

        File.WriteAllBytes(path, content);
    }
}
