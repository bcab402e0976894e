namespace Infra.Cli.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("/dev/infra-test", "it is in a folder that holds devices and no files")]
    [InlineData("/proc/infra-test", "it is in a folder that holds devices and no files")]
    [InlineData("stacks/../../../../../../../dev/infra-test", "it is in a folder that holds devices and no files")]
    [InlineData("stacks", "it is a folder")]
    [InlineData("stacks/delivery/approvals.yaml/x", null)]
    public async Task A_file_that_cannot_be_written_is_refused_by_every_command_that_writes_one(string file, string? why)
    {
        workspace.Write("facts.json", """{"strategy": "canary"}""");
        await workspace.RunAsync(["up", "dev", "--yes"]);

        foreach (string[] command in (string[][])[["sbom"], ["preview", "dev"], ["state", "export", "dev"], ["evidence", "RiskWithin", "--about", $"sha256:{new string('a', 64)}", "--facts", "facts.json"]])
        {
            (string output, int exitCode) = await workspace.RunAsync([.. command, "--out", file]);

            Assert.Equal(2, exitCode);
            Assert.StartsWith($"error: {file} cannot be written: {why}", output[output.IndexOf("error:", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.EndsWith(". Pass another file with --out.\n", output, StringComparison.Ordinal);
        }
    }
}
