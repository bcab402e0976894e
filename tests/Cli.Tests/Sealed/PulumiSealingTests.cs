using System.Security.Cryptography;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Sealed;

/// <summary>What is sealed for the real cloud could be applied there: nobody gathers approvals for an envelope that every <c>up</c> refuses. The Pulumi CLI is played by a program.</summary>
public sealed class PulumiSealingTests : IAsyncLifetime
{
    private const string Plan = ".infra/plan.json";
    private const string Planning = "Planning staging on the pulumi backend; planning changes nothing ...\n";
    private const string Now = "2026-11-21T04:30:00Z";

    // The bucket of the played CLI is not what the rules want.
    private const int RulesBroken = 5;
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-sealing-").FullName;
    private GitWorkspace git = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Releases", "pulumi"), Path.Combine(home, "pulumi"));
        git = await GitWorkspace.ReleasedAsync();
        git.Files.TrustsAddresses = true;
        git.Applications();
        await git.CommitAsync("runs a commit of the applications");
        git.Files.Packages = PackageKind.Official;
        git.Files.Variables["PATH"] = $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
    }

    public ValueTask DisposeAsync()
    {
        git?.Dispose();
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("2026-11-21T04:30:00Z", "2027-01-01T00:00:00Z", null)]
    [InlineData("2026-01-01T00:00:00Z", "2026-11-21T04:30:00Z", "ended at 2026-11-21T04:30:00Z")]
    [InlineData("2026-11-21T04:30:01Z", "2027-01-01T00:00:00Z", "begins at 2026-11-21T04:30:01Z")]
    public async Task A_key_of_gates_yaml_seals_in_its_time_and_in_a_rehearsal_too(string from, string until, string? refusal)
    {
        git.Files.TrustPipeline(from, until);
        await git.CommitAsync("a key");

        foreach (string[] more in (string[][])[["staging", "--backend", "pulumi"], ["staging"]])
        {
            (string output, int exitCode) = await SealAsync(more);

            if (refusal is null)
            {
                Assert.True(exitCode is 0 or RulesBroken, output);
                Assert.Matches("^Planning staging on the (pulumi|local) backend.* \\.\\.\\.\nSealed sha256:[0-9a-f]{64}, good until 2026-11-22 04:30 UTC\\.\n", output);
                File.Delete(Path.Combine(git.Files.Folder, Plan));
                continue;
            }

            Assert.Equal(2, exitCode);
            Assert.Matches(
                $"^Planning staging on the (pulumi|local) backend.* \\.\\.\\.\nerror: The key [0-9a-f]{{32}}, pipeline of stacks/delivery/gates.yaml, {refusal}, and now it is {Now}: what it signs now counts nowhere\\. Name one that is listed for now with INFRA_SIGNING_KEY_FILE, or list the next below keys:\\.\nerror: Nothing was sealed\\.\n$",
                output);
            Assert.False(File.Exists(Path.Combine(git.Files.Folder, Plan)));
        }
    }

    [Fact]
    public async Task Without_a_listed_key_a_protected_environment_is_not_sealed_and_development_and_a_rehearsal_are()
    {
        (string unsigned, int first) = await SealAsync("staging", "--backend", "pulumi");
        using ECDsa unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        git.Files.Variables["INFRA_SIGNING_KEY"] = unknown.ExportPkcs8PrivateKeyPem();
        (string stranger, int second) = await SealAsync("staging", "--backend", "pulumi");
        bool written = File.Exists(Path.Combine(git.Files.Folder, Plan));

        Assert.Equal((2, $"{Planning}error: staging is protected, and no key signs this envelope. Name one of stacks/delivery/gates.yaml with INFRA_SIGNING_KEY_FILE; without --seal the plan is shown without one.\nerror: Nothing was sealed.\n"), (first, unsigned));
        Assert.Equal(2, second);
        Assert.Matches(
            "^Planning staging on the pulumi backend; planning changes nothing \\.\\.\\.\nerror: stacks/delivery/gates.yaml does not list the key [0-9a-f]{32}, so nobody believes what it signs\\. List its public half, which `infra approvals key` shows, below keys:, or name another key with INFRA_SIGNING_KEY_FILE\\.\nerror: Nothing was sealed\\.\n$",
            stranger);
        Assert.False(written);
        Assert.Contains("\nSealed sha256:", (await SealAsync("dev", "--backend", "pulumi")).Output, StringComparison.Ordinal);
        Assert.Contains("\nSealed sha256:", (await SealAsync("staging")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_good_on_the_local_backend_only_is_not_sealed_for_another_and_all_that_is_wrong_is_said()
    {
        (string output, int exitCode) = await SealAsync("staging", "--backend", "pulumi", "--local-only");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            Planning + "error: staging is protected, and no key signs this envelope. Name one of stacks/delivery/gates.yaml with INFRA_SIGNING_KEY_FILE; without --seal the plan is shown without one.\n"
            + "error: No `up` would carry it out: it was sealed over changes that are not committed, and such a plan is good on the local backend only.\nerror: Nothing was sealed.\n",
            output);
    }

    private Task<(string Output, int ExitCode)> SealAsync(params string[] more) => git.Files.RunAsync(["preview", .. more, "--seal", "--out", Plan]);
}
