namespace Infra.Cli.Tests;

public sealed class TranscriptTests
{
    private static readonly string Scripts = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Scripts");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Scripts, "*.txt").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_program_says_what_the_transcript_says(string file)
    {
        string path = Path.Combine(Scripts, file);
        string approved = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        using Workspace workspace = new();

        string played = await Transcript.PlayAsync(approved, workspace);

        // INFRA_APPROVE=1 writes what was played, to be read in the diff before it is committed.
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, played, TestContext.Current.CancellationToken);
        }

        Assert.Equal(approved, played);
    }
}
