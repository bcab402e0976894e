namespace Infra.Cli.Tests.Releases;

/// <summary>Whole outputs of releases, beside their tests; <c>INFRA_APPROVE=1</c> writes them anew.</summary>
internal static class Approved
{
    public static async Task AssertAsync(string file, string text)
    {
        string path = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Releases", file);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), text);
    }
}
