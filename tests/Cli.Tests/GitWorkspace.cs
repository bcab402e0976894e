using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Infra.Cli.Tests;

/// <summary>A workspace that is a real git repository with the branch main. Its first commit holds the rendered stacks; in its second staging and production follow the first.</summary>
internal sealed partial class GitWorkspace : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Workspace>>> Made = new(StringComparer.Ordinal);

    public GitWorkspace()
        : this(new Workspace()) => Begin();

    private GitWorkspace(Workspace files) => Files = files;

    /// <summary>A workspace that becomes a repository without a commit.</summary>
    public static GitWorkspace Of(Workspace files)
    {
        GitWorkspace git = new(files);
        git.Begin();
        return git;
    }

    private void Begin()
    {
        Git("init", "--quiet", "--initial-branch=main");
        File.WriteAllText(Path.Combine(Files.Folder, ".gitignore"), ".infra/\n");
    }

    public Workspace Files { get; }

    /// <summary>The commit that is checked out. Read from its file, as git wrote it: it is asked for after every commit.</summary>
    public string Head
    {
        get
        {
            string head = Files.Read(".git/HEAD").Trim();
            return head.StartsWith("ref: ", StringComparison.Ordinal) ? Files.Read($".git/{head["ref: ".Length..]}").Trim() : head;
        }
    }

    /// <summary>A repository that many tests begin with. It is made once and copied for each: to render, commit and apply takes seconds, and a copy none.</summary>
    /// <param name="name">What it is called; the same name is the same repository.</param>
    /// <param name="make">Makes it.</param>
    public static async Task<GitWorkspace> CopyAsync(string name, Func<Task<GitWorkspace>> make)
    {
        GitWorkspace copy = new(new Workspace(await Made.GetOrAdd(name, _ => new(() => MakeAsync(make))).Value));

        // To the index the copies are other files, which git would read again wherever it looks.
        copy.Git("update-index", "-q", "--refresh");
        return copy;
    }

    /// <summary>A repository with a first commit.</summary>
    public static Task<GitWorkspace> CommittedAsync() => CopyAsync("committed", async () =>
    {
        GitWorkspace git = new();
        await git.CommitAsync("first");
        return git;
    });

    /// <summary>A repository whose release of staging and production is its own first commit.</summary>
    public static Task<GitWorkspace> ReleasedAsync() => CopyAsync("released", async () =>
    {
        GitWorkspace git = new();
        string first = await git.CommitAsync("first");
        git.Release("staging", first);
        git.Release("prod", first);
        await git.CommitAsync("release");
        return git;
    });

    /// <summary>Makes a repository of applications beside this one, and lets staging and production run the commit that its main is at.</summary>
    public string Applications()
    {
        string applications = Path.Combine(Files.Folder, ".infra", "deploy.git");
        Git("clone", "--quiet", "--bare", ".", applications);
        Git("config", $"url.{applications}.insteadOf", "https://github.com/setu-retail/deploy");
        string main = Git("rev-parse", "main").Trim();
        foreach (string environment in (string[])["staging", "prod"])
        {
            Files.Replace($"stacks/{environment}/release.yaml", "98b97d4ab9ece0ee18dacd90f7005eb06493d905", $"\"{main}\"");
        }

        return applications;
    }

    public void Dispose() => Files.Dispose();

    /// <summary>Lets a region of an environment wait for its release, at the applications of it and a platform of its own.</summary>
    public void Keep(string environment, string region, string platform)
    {
        string release = Files.Read($"stacks/{environment}/release.yaml");
        string revision = release.Split('\n').Single(l => l.StartsWith("revision:", StringComparison.Ordinal));
        Files.Write($"stacks/{environment}/release.yaml", release.Replace("addons:\n", $"regions:\n  {region}:\n    {revision}\n    platform: {platform}\naddons:\n", StringComparison.Ordinal));
    }

    /// <summary>Writes the platform revision of an environment's release.</summary>
    public void Release(string environment, string commit) =>
        Files.Write($"stacks/{environment}/release.yaml", Platform().Replace(Files.Read($"stacks/{environment}/release.yaml"), $"platform: {commit}"));

    /// <summary>Renders, commits everything and returns the commit.</summary>
    public async Task<string> CommitAsync(string message)
    {
        (string output, int exitCode) = await Files.RunAsync(["render"]);
        Assert.True(exitCode == 0, output);
        return CommitAsItIs(message);
    }

    /// <summary>Commits everything, edited by hand or not, and returns the commit.</summary>
    public string CommitAsItIs(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message", message);
        return Head;
    }

    /// <summary>Runs git in the repository.</summary>
    public string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git") { WorkingDirectory = Files.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["-c", "user.name=Test", "-c", "user.email=test@setu-retail.example", "-c", "commit.gpgsign=false", "-c", "maintenance.auto=false", "-c", "gc.auto=0", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error}");
        return output;
    }

    /// <summary>Runs <c>infra apps diff</c>; commits are shown as <c>COMMIT</c>, because they change with every file of stacks/.</summary>
    public async Task<(string Output, int ExitCode)> DiffAsync(params string[] arguments)
    {
        (string output, int exitCode) = await Files.RunAsync(["apps", "diff", .. arguments]);
        return (Commit().Replace(output, "COMMIT"), exitCode);
    }

    private static async Task<Workspace> MakeAsync(Func<Task<GitWorkspace>> make)
    {
        GitWorkspace made = await make();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Dispose();
        return made.Files;
    }

    [GeneratedRegex("^platform: .*$", RegexOptions.Multiline)]
    private static partial Regex Platform();

    [GeneratedRegex("\\b([0-9a-f]{40}|[0-9a-f]{12})\\b")]
    private static partial Regex Commit();
}
