using System.Text;
using Infra.Cli.Tests;
using Infra.Git;

namespace Infra.Attack.Tests.Messages;

/// <summary>What somebody writes into a commit stays bytes of one commit: it stops no deployment, and hides nobody.</summary>
public sealed class CommitMessageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("record separators", "harmless\n\n\u001e\u001f\u001e")]
    [InlineData("a unit separator alone", "\u001f")]
    [InlineData("nothing at all", "")]
    [InlineData("a NUL", "harmless\0after it")]
    [InlineData("line feeds alone", "\n\n\n")]
    [InlineData("a header of cat-file", "0000000000000000000000000000000000000000 commit 5\nabcde\n")]
    public async Task A_message_stops_no_deployment(string what, string message)
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, $"author A <a@setu-retail.example> 1700000000 +0000\ncommitter A <a@setu-retail.example> 1700000000 +0000\n\n{message}");

        await DeploysAsync(git, what);
    }

    [Theory]
    [InlineData("no author", "committer A <a@setu-retail.example> 1700000000 +0000\n\nm\n")]
    [InlineData("an author without an address", "author A 1700000000 +0000\ncommitter A <a@setu-retail.example> 1700000000 +0000\n\nm\n")]
    [InlineData("an unknown encoding", "author A <a@setu-retail.example> 1700000000 +0000\ncommitter A <a@setu-retail.example> 1700000000 +0000\nencoding no-such-thing\n\nm\n")]
    [InlineData("an encoding of other letters", "author A <a@setu-retail.example> 1700000000 +0000\ncommitter A <a@setu-retail.example> 1700000000 +0000\nencoding IBM037\n\nm\n")]
    public async Task A_commit_whose_header_is_not_as_it_should_be_stops_no_deployment(string what, string content)
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, content);

        await DeploysAsync(git, what);
    }

    [Fact]
    public async Task A_separator_in_a_message_hides_no_author_behind_it()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, "author A <mallory@setu-retail.example> 1700000000 +0000\ncommitter A <mallory@setu-retail.example> 1700000000 +0000\n\nx\u001eowner@setu-retail.example\u001fowner@setu-retail.example\u001ffake\u001e");

        GitCommit commit = Assert.Single(await HistoryAsync(git));

        Assert.Equal(["mallory@setu-retail.example"], commit.People);
    }

    [Theory]
    [InlineData("a NUL before it", "x\0\n\nCo-authored-by: M <mallory@setu-retail.example>\n", "")]
    [InlineData("an encoding that says nothing", "x\n\nCo-authored-by: M <mallory@setu-retail.example>\n", "encoding no-such-thing\n")]
    [InlineData("an encoding in which it cannot be read", "x\n\nCo-authored-by: M <mallory@setu-retail.example>\n", "encoding utf-16\n")]
    [InlineData("separators around it", "x\n\u001e\nCo-authored-by: M <mallory@setu-retail.example>\n\u001e", "")]
    public async Task A_co_author_is_not_hidden_by(string what, string message, string header)
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, $"author A <a@setu-retail.example> 1700000000 +0000\ncommitter A <a@setu-retail.example> 1700000000 +0000\n{header}\n{message}");

        GitCommit commit = Assert.Single(await HistoryAsync(git));

        Assert.True(commit.People.Contains("mallory@setu-retail.example", StringComparer.Ordinal), what);
    }

    [Fact]
    public async Task A_co_author_is_not_hidden_in_letters_of_another_code_page()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        byte[] message = CodePagesEncodingProvider.Instance.GetEncoding("IBM037")!.GetBytes("x\n\nCo-authored-by: M <mallory@setu-retail.example>\n");
        Raw(git, [.. Encoding.ASCII.GetBytes($"tree {Tree(git)}\nparent {git.Head}\nauthor A <a@setu-retail.example> 1 +0000\ncommitter A <a@setu-retail.example> 1 +0000\nencoding IBM037\n\n"), .. message.Select(b => b == 0x25 ? (byte)0x15 : b)]);

        GitCommit commit = Assert.Single(await HistoryAsync(git));

        Assert.Contains("mallory@setu-retail.example", commit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_author_line_does_not_replace_the_first()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, "author A <mallory@setu-retail.example> 1 +0000\nauthor B <owner@setu-retail.example> 1 +0000\ncommitter C <ci@setu-retail.example> <eve@setu-retail.example> 1 +0000\n\nm\n");

        GitCommit commit = Assert.Single(await HistoryAsync(git));

        Assert.Equal(["ci@setu-retail.example", "eve@setu-retail.example", "mallory@setu-retail.example", "owner@setu-retail.example"], commit.People.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_commit_that_names_nobody_is_not_by_nobody()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, "committer A 1 +0000\n\nm\n");

        GitCommit commit = Assert.Single(await HistoryAsync(git));

        Assert.Equal(["(a commit that names nobody)"], commit.People);
    }

    [Fact]
    public async Task A_trailer_behind_megabytes_of_a_message_is_read()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Raw(git, $"author A <a@setu-retail.example> 1 +0000\ncommitter A <a@setu-retail.example> 1 +0000\n\n{new string('x', 20 << 20)}\n\nCo-authored-by: M <mallory@setu-retail.example>\n");

        Assert.Contains("mallory@setu-retail.example", Assert.Single(await HistoryAsync(git)).People);
        await DeploysAsync(git, "a message of 20 MB");
    }

    [Fact]
    public async Task A_file_whose_name_ends_with_a_space_is_not_taken_for_another()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        string before = git.Head;
        git.Files.Write("stacks/delivery/approvals.yaml ", "x\n");
        string after = git.CommitAsItIs("second");

        Assert.Equal(["stacks/delivery/approvals.yaml "], await new GitProcess(git.Files.Folder).ChangedAsync(before, after, Cancellation));
    }

    private static Task<IReadOnlyList<GitCommit>> HistoryAsync(GitWorkspace git) => new GitProcess(git.Files.Folder).HistoryAsync(null, git.Head, Cancellation);

    private static async Task DeploysAsync(GitWorkspace git, string what)
    {
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 0, $"{what}: {output}");
        (output, exitCode) = await git.Files.RunAsync(["up", "dev", "--plan", ".infra/plan.json", "--yes"]);
        Assert.True(exitCode == 0, $"{what}: {output}");
    }

    private static string Tree(GitWorkspace git) => git.Git("rev-parse", "HEAD^{tree}").Trim();

    // A commit as no command of git would write it, and as any push can bring it.
    private static void Raw(GitWorkspace git, string content) => Raw(git, Encoding.UTF8.GetBytes($"tree {Tree(git)}\nparent {git.Head}\n{content}"));

    private static void Raw(GitWorkspace git, byte[] content)
    {
        string file = Path.Combine(git.Files.Folder, ".infra", "commit");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        git.Git("update-ref", "refs/heads/main", git.Git("hash-object", "-t", "commit", "-w", "--literally", file).Trim());
    }
}
