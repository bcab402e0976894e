using Infra.Git;
using Infra.Model.Errors;

namespace Infra.Cli.Tests;

public sealed class GitMemoryTests : IDisposable
{
    private readonly GitWorkspace repository = new();
    private readonly GitMemory memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task What_was_asked_by_its_hash_is_not_asked_of_git_again()
    {
        string head = await repository.CommitAsync("first");
        GitProcess git = new(repository.Files.Folder, memory: memory);
        Assert.Equal(head, await git.KnownAsync(head, Cancellation));
        string content = (await git.FilesAsync(head, ["Pulumi.yaml"], Cancellation)).Single().Text;
        IReadOnlyList<string> changed = await git.ChangedAsync(null, head, Cancellation);

        Directory.Move(Path.Combine(repository.Files.Folder, ".git"), Path.Combine(repository.Files.Folder, "gone"));

        Assert.Equal(head, await git.KnownAsync(head, Cancellation));
        Assert.Equal(content, (await git.FilesAsync(head, ["Pulumi.yaml"], Cancellation)).Single().Text);
        await Assert.ThrowsAsync<InfraException>(() => git.FilesAsync(head, ["stacks"], Cancellation));
        await Assert.ThrowsAsync<InfraException>(() => git.MergeBaseAsync(head, head, Cancellation));
        Assert.NotEmpty(changed);
    }

    [Fact]
    public async Task A_branch_is_asked_each_time_because_it_moves()
    {
        GitProcess git = new(repository.Files.Folder, memory: memory);
        string first = await repository.CommitAsync("first");
        Assert.Equal(first, await git.CommitAsync(GitRef.Parse("HEAD", "HEAD"), Cancellation));

        repository.Files.Write("stacks/note.txt", "second\n");
        string second = await repository.CommitAsync("second");

        Assert.Equal(second, await git.CommitAsync(GitRef.Parse("HEAD", "HEAD"), Cancellation));
        Assert.Contains("stacks/note.txt", await git.ChangedAsync(first, second, Cancellation));
    }

    [Fact]
    public async Task A_commit_that_was_missing_is_found_once_it_is_there()
    {
        using GitWorkspace other = new();
        string commit = await other.CommitAsync("elsewhere");
        GitProcess git = new(repository.Files.Folder, memory: memory);
        Assert.Null(await git.KnownAsync(commit, Cancellation));

        repository.Git("fetch", "--quiet", other.Files.Folder, "main");

        Assert.Equal(commit, await git.KnownAsync(commit, Cancellation));
    }

    [Theory]
    [InlineData("ls-tree", "-z", "HEAD")]
    [InlineData("ls-tree", "-z", "refs/infra/audit")]
    [InlineData("ls-tree", "-z")]
    [InlineData("diff-tree", "-r", "0123456789012345678901234567890123456789", "main")]
    [InlineData("cat-file", "blob", "main:a.txt")]
    [InlineData("cat-file", "blob", ":a.txt")]
    [InlineData("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}")]
    [InlineData("merge-base", "0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789")]
    [InlineData("rev-list", "0123456789012345678901234567890123456789", "--")]
    [InlineData("log", "--first-parent", "0123456789012345678901234567890123456789")]
    [InlineData("config", "--get", "user.email")]
    public void An_answer_that_can_change_is_not_kept(params string[] arguments)
    {
        memory.Keep(arguments, [1]);

        Assert.Null(memory.Answer(arguments));
    }

    [Fact]
    public void Objects_are_kept_by_hash_and_never_by_a_name_that_moves()
    {
        string hash = new('a', 40);
        memory.Keep(hash, new GitObject(hash, "blob", [1]));
        memory.Keep($"{hash}:a.txt", new GitObject(hash, "blob", [1]));
        memory.Keep("main:a.txt", new GitObject(hash, "blob", [1]));

        Assert.Equal(2, memory.Objects([hash, $"{hash}:a.txt"])!.Count);
        Assert.Null(memory.Objects([hash, "main:a.txt"]));
    }

    [Fact]
    public void What_is_large_is_not_kept_and_what_is_kept_has_an_end()
    {
        string[] Asked(int i) => ["ls-tree", "-z", i.ToString("x40", System.Globalization.CultureInfo.InvariantCulture)];
        byte[] largest = new byte[1 << 20];
        memory.Keep(Asked(0), new byte[largest.Length + 1]);
        Assert.Null(memory.Answer(Asked(0)));

        foreach (int i in Enumerable.Range(1, 100))
        {
            memory.Keep(Asked(i), largest);
        }

        Assert.Equal(64, Enumerable.Range(1, 100).Count(i => memory.Answer(Asked(i)) is not null));
    }
}
