using System.Security.Cryptography;

namespace Infra.Cli.Tests.Sealed;

public sealed class SealedPlanTests
{
    [Fact]
    public async Task A_sealed_plan_is_carried_out_once()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Variables["USER"] = "asha";

        (string done, int first) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);
        (string refused, int second) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);

        Assert.Equal((0, 11), (first, second));
        Assert.Contains("Done: 207 created", done, StringComparison.Ordinal);
        Assert.Contains("error: plan.json does not fit any more: asha applied it on 2026-11-21 at 04:30:00 UTC, and an envelope is applied once.", refused, StringComparison.Ordinal);
        Assert.Contains("error: plan.json does not fit any more: the serial of the state was 0 and is 1.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_plan_without_changes_is_carried_out_once_too()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Variables["USER"] = "asha";
        (_, int up) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);
        (_, int seal) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/same.json"]);

        (_, int first) = await repository.Files.RunAsync(["up", "dev", "--plan", ".infra/same.json", "--yes"]);
        (string refused, int second) = await repository.Files.RunAsync(["up", "dev", "--plan", ".infra/same.json", "--yes"]);

        Assert.Equal((0, 0, 0, 11), (up, seal, first, second));
        Assert.Contains("error: .infra/same.json does not fit any more: asha applied it on 2026-11-21 at 04:30:00 UTC, and an envelope is applied once.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_the_cloud_after_sealing_is_refused()
    {
        using GitWorkspace repository = await SealedAsync();
        (_, int up) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);
        (_, int seal) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", "again.json"]);
        (string edited, int edit) = await repository.Files.RunAsync(["cloud", "delete", "dev", "projects/setu-dev-471203/global/firewalls/setu-dev-deny-ingress"]);
        Assert.True((up, seal, edit) == (0, 0, 0), edited);

        (string output, int exitCode) = await repository.Files.RunAsync(["up", "dev", "--plan", "again.json", "--yes"]);

        Assert.Equal(11, exitCode);
        Assert.Contains("::setu-dev-deny-ingress: same was sealed, and create is planned.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_that_nobody_could_review_is_sealed_for_this_machine_only()
    {
        using GitWorkspace repository = await SealedAsync();
        await File.AppendAllTextAsync(Path.Combine(repository.Files.Folder, "stacks", "catalog", "apps.yaml"), "# draft\n", TestContext.Current.CancellationToken);

        (string refused, int exitCode) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", "../draft.json"]);
        (_, int local) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/draft.json"]);

        Assert.Equal((2, 0), (exitCode, local));
        Assert.Equal(
            "error: The tree has changes that are not committed (stacks/catalog/apps.yaml), so nobody could review what is sealed. Commit them, or pass --local-only for an envelope that is good on the local backend only.\n",
            refused.ReplaceLineEndings("\n")[refused.IndexOf("error:", StringComparison.Ordinal)..]);
        Assert.Contains("\"localOnly\": true", repository.Files.Read(".infra/draft.json"), StringComparison.Ordinal);
        Assert.Equal(0, (await repository.Files.RunAsync(["up", "dev", "--plan", ".infra/draft.json", "--yes"])).ExitCode);
    }

    [Fact]
    public async Task What_is_not_committed_after_sealing_is_named()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Write("evidence.json", "{}");
        repository.Files.Write("stacks/dr\u001baft.yaml", "");

        (string output, int exitCode) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);

        Assert.Equal(11, exitCode);
        Assert.Contains("error: plan.json does not fit any more: the tree has changes that are not committed: evidence.json, stacks/dr\\u001baft.yaml.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("envelope.json")]
    [InlineData("stacks/../envelope.json")]
    [InlineData("stacks/catalog/apps.yaml")]
    [InlineData("-rf")]
    public async Task An_envelope_that_would_itself_be_a_change_that_is_not_committed_is_not_written(string file)
    {
        using GitWorkspace repository = await SealedAsync();

        (string output, int exitCode) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", file]);
        (_, int local) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/local.json"]);

        Assert.Equal((2, 0), (exitCode, local));
        Assert.Equal($"error: {file} would be a file of this repository that is not committed, and then no `up` takes the envelope. Write it to .infra/, which git ignores, or to a folder outside.\n", output);
        Assert.Equal("", repository.Git("status", "--porcelain"));
    }

    [Fact]
    public async Task A_file_that_is_no_envelope_is_refused_as_altered()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Replace(".infra/../plan.json", "\"mtu\": 1460", "\"mtu\": 1400");

        (string output, int exitCode) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);

        Assert.Equal(11, exitCode);
        Assert.Contains("error: plan.json is not an envelope as it was sealed: its digest is not that of its content.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_needs_a_file()
    {
        using GitWorkspace repository = await SealedAsync();

        (string output, int exitCode) = await repository.Files.RunAsync(["preview", "dev", "--seal"]);

        Assert.Equal((2, "error: --seal needs --out FILE: an envelope is a file that is approved and applied.\n"), (exitCode, output));
    }

    [Fact]
    public async Task An_envelope_is_signed_where_there_is_a_key()
    {
        using GitWorkspace repository = await SealedAsync();
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = key.ExportPkcs8PrivateKeyPem();
        repository.Files.Variables["INFRA_SIGNING_KEY"] = pem;

        (string output, int exitCode) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/signed.json"]);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("not signed", output, StringComparison.Ordinal);
        Assert.Contains("\"algorithm\": \"ES256\"", repository.Files.Read(".infra/signed.json"), StringComparison.Ordinal);
        Assert.All(pem.Split('\n').Where(l => l.Length > 10 && !l.StartsWith('-')), line => Assert.DoesNotContain(line, output + repository.Files.Read(".infra/signed.json"), StringComparison.Ordinal));
    }

    // plan.json itself is ignored by git, as an artefact would be elsewhere.
    private static Task<GitWorkspace> SealedAsync() => GitWorkspace.CopyAsync("sealed", async () =>
    {
        GitWorkspace repository = new();
        await File.WriteAllTextAsync(Path.Combine(repository.Files.Folder, ".gitignore"), ".infra/\nplan.json\nagain.json\n", TestContext.Current.CancellationToken);
        await repository.CommitAsync("first");
        (string output, int exitCode) = await repository.Files.RunAsync(["preview", "dev", "--seal", "--out", "plan.json"]);
        Assert.True(exitCode == 0, output);
        return repository;
    });
}
