using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Infra.Cli.Tests.GitHub;
using Infra.Cli.Tests.Releases;
using Infra.Help;

namespace Infra.Cli.Tests.Examples;

/// <summary>The repository in which one example runs, as <c>worlds.txt</c> says.</summary>
internal sealed partial class ExampleWorld : IAsyncDisposable
{
    private static readonly Dictionary<string, Entry> Entries = Read();

    private readonly Workspace files;
    private readonly GitWorkspace? git;
    private readonly IDisposable? disposable;
    private readonly IAsyncDisposable? owner;
    private Live.ApiServer? clusters;
    private string said = "";

    private ExampleWorld(Workspace files, GitWorkspace? git, IDisposable? disposable = null, IAsyncDisposable? owner = null) =>
        (this.files, this.git, this.disposable, this.owner) = (files, git, disposable, owner);

    /// <summary>What one command or example needs.</summary>
    internal sealed record Entry(string World, string[] Before, string? Answer, int[] Exits);

    /// <summary>The commands and examples that are named.</summary>
    public static IEnumerable<string> Names => Entries.Keys;

    /// <summary>What an example needs.</summary>
    public static Entry Of(CommandExample example) =>
        Entries.GetValueOrDefault(example.Line) ?? Entries.GetValueOrDefault(example.Command) ?? new("plain", [], null, [0]);

    /// <summary>The repository, with what comes before done.</summary>
    public static async Task<ExampleWorld> MakeAsync(Entry entry)
    {
        ExampleWorld world = entry.World switch
        {
            "git" when await GitWorkspace.CommittedAsync() is { } git => new(git.Files, git, git),
            "applied" when await ReleaseWorkspace.AppliedAsync() is { } applied => new(applied.Files, applied.Git, applied),
            "staged" when await ReleaseWorkspace.StagedAsync() is { } staged => new(staged.Files, staged.Git, staged),
            "github" when await StoryWorkspace.StartAsync("2026-11-21T04:30:00Z") is { } story => new(story.Git.Files, story.Git, owner: story),
            "plain" when new Workspace() is { } plain => new(plain, null, plain),
            "empty" when Starting.InitTests.Empty(Answers()) is { } empty => new(Answered(empty), null, empty),
            _ => throw new InvalidOperationException($"There is no world {entry.World}."),
        };
        foreach (string step in entry.Before)
        {
            await world.PrepareAsync(step);
        }

        return world;
    }

    /// <summary>Runs a line as a person types it.</summary>
    public Task<(string Output, int ExitCode)> RunAsync(string line, string? answer)
    {
        string[] words = Words(line.Replace("APPROVAL", Last(Approval()), StringComparison.Ordinal).Replace("OVERRIDE", Last(Override()), StringComparison.Ordinal));
        if (words[0].Contains('=', StringComparison.Ordinal))
        {
            files.Variables[words[0].Split('=')[0]] = words[0].Split('=')[1];
            words = words[1..];
        }

        return files.RunAsync(words[1..], answer is null ? null : answer + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        disposable?.Dispose();
        await (clusters?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (owner?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task PrepareAsync(string step)
    {
        string[] words = Words(step);
        switch (words[0])
        {
            case "infra":
                (string output, int exitCode) = await files.RunAsync(words[1..]);
                Assert.True(exitCode == 0, $"{step}\n{output}");
                said += output;
                break;
            case "git":
                git!.Git(words[1..]);
                break;
            case "remote":
                string remote = Path.Combine(files.Folder, ".infra", "remote.git");
                git!.Git("clone", "--quiet", "--bare", ".", remote);
                git.Git("remote", "add", "origin", remote);
                files.TrustsAddresses = true;
                break;
            case "clusters":
                clusters = await Live.LiveWorld.AttachAsync(files);
                break;
            case "program":
                files.AddProgramFiles();
                break;
            case "records":
                files.Variables["INFRA_SIGNING_KEY"] = await files.BeginRecordsAsync();
                break;
            case "as":
                files.Variables["USER"] = words[1];
                break;
            case "write":
                files.Write(words[1], words[2] == "ANSWERS" ? Answers() : words[2]);
                break;
            case "key":
                using (ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    files.Write(words[1], made.ExportECPrivateKeyPem());
                }

                break;
            default:
                throw new InvalidOperationException($"worlds.txt has '{step}'.");
        }
    }

    private static Workspace Answered(Workspace empty)
    {
        empty.Write("docs/answers.yaml", Answers());
        return empty;
    }

    private static string Answers() => File.ReadAllText(Path.Combine(Workspace.Root, "docs", "answers.yaml"));

    private string Last(Regex form) => form.Matches(said).LastOrDefault()?.Groups[1].Value ?? "none";

    private static Dictionary<string, Entry> Read()
    {
        Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
        string name = "";
        foreach (string line in File.ReadAllLines(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Examples", "worlds.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] != ' ')
            {
                name = line;
                entries.Add(name, new Entry("plain", [], null, [0]));
                continue;
            }

            string[] words = line.Trim().Split(' ', 2);
            entries[name] = words[0] switch
            {
                "plain" or "empty" or "git" or "applied" or "staged" or "github" when words.Length == 1 => entries[name] with { World = words[0] },
                "answer" => entries[name] with { Answer = words[1] },
                "exit" => entries[name] with { Exits = [.. words[1].Split(" or ").Select(e => int.Parse(e, CultureInfo.InvariantCulture))] },
                _ => entries[name] with { Before = [.. entries[name].Before, line.Trim()] },
            };
        }

        return entries;
    }

    // Words as a shell makes them, of which examples use quotes alone.
    private static string[] Words(string line) => [.. Word().Matches(line).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : m.Value)];

    [GeneratedRegex("\"(?<quoted>(\\\\\"|[^\"])*)\"|[^ ]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex("(?:by name alone|signed): ([0-9a-f-]+)\\.")]
    private static partial Regex Approval();

    [GeneratedRegex("--id ([0-9a-f]+)")]
    private static partial Regex Override();
}
