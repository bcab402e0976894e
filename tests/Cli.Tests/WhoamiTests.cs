using System.Security.Cryptography;

namespace Infra.Cli.Tests;

public sealed class WhoamiTests : IDisposable
{
    private readonly GitWorkspace git = new();

    public void Dispose() => git.Dispose();

    private Workspace Files => git.Files;

    [Fact]
    public async Task The_address_of_git_says_who_somebody_is_with_roles_and_teams()
    {
        git.Git("config", "user.email", "Meera@Setu-Retail.example");
        Files.Variables["USER"] = "asha";

        (string output, int exitCode) = await Files.RunAsync(["whoami"]);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """
            You are meera (from git config user.email, Meera@Setu-Retail.example).
            roles: rules, security_team
            teams: security
            key:   none; INFRA_SIGNING_KEY_FILE names one (docs/gates.md)
            A name counts in a dry run alone. On a real backend the key that signs says who you are, or GitHub does.

            """,
            output);
    }

    [Theory]
    [InlineData("meera")]
    [InlineData("90210003")]
    [InlineData("meera@elsewhere.example")]
    public async Task What_is_no_listed_address_is_nobody_and_the_account_counts(string address)
    {
        git.Git("config", "user.email", address);
        Files.Variables["USER"] = "builder";

        (string output, _) = await Files.RunAsync(["whoami"]);

        Assert.StartsWith($"You are builder (from the account of this machine).\nstacks/delivery/approvals.yaml knows nobody of that name, and nobody with git's address {address}: you have no role.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_job_git_says_nothing()
    {
        git.Git("config", "user.email", "meera@setu-retail.example");
        Files.Variables["GITHUB_ACTIONS"] = "true";
        Files.Variables["GITHUB_ACTOR"] = "octocat";
        Files.Variables["GITHUB_ACTOR_ID"] = "90210002";

        (string output, _) = await Files.RunAsync(["whoami"]);

        Assert.StartsWith("You are ravi (from the account at GitHub).\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_at_hand_is_shown_with_its_owner_and_its_end()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Files.Variables["INFRA_SIGNING_KEY"] = key.ExportPkcs8PrivateKeyPem();
        git.Git("config", "user.email", "meera@setu-retail.example");
        (string unlisted, _) = await Files.RunAsync(["whoami"]);
        Files.Replace(
            "stacks/delivery/approvals.yaml", "      - meera@setu-retail.example\n",
            $"      - meera@setu-retail.example\n    keys:\n      laptop:\n        publicKey: {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\n        from: \"2026-01-01T00:00:00Z\"\n        until: \"2027-01-01T00:00:00Z\"\n");

        (string hers, _) = await Files.RunAsync(["whoami"]);
        (string others, _) = await Files.RunAsync(["whoami", "--as", "ravi"]);

        Assert.Contains(", which stacks/delivery/approvals.yaml lists for nobody; `infra approvals key` shows what to add\n", unlisted, StringComparison.Ordinal);
        Assert.Contains(", meera/laptop, good until 2027-01-01T00:00:00Z\n", hers, StringComparison.Ordinal);
        Assert.Contains(", meera/laptop, good until 2027-01-01T00:00:00Z; it is meera's and not yours\n", others, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", unlisted + hers + others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_in_a_dry_run_is_of_whom_git_names_and_of_whom_as_names()
    {
        await SealAsync();
        git.Git("config", "user.email", "asha@setu-retail.example");

        (string asked, int first) = await Files.RunAsync(["approve", ".infra/plan.json", "--role", "platform_team"]);
        (string named, int second) = await Files.RunAsync(["approve", ".infra/plan.json", "--role", "platform_team", "--as", "ravi"]);
        (string nobody, int refused) = await Files.RunAsync(["approve", ".infra/plan.json", "--role", "platform_team", "--as", "mallory"]);

        Assert.Equal((0, 0, (int)ExitCode.Configuration), (first, second, refused));
        Assert.StartsWith("as asha (from git config user.email)\nApproved sha256:", asked, StringComparison.Ordinal);
        Assert.StartsWith("as ravi (from --as)\nApproved sha256:", named, StringComparison.Ordinal);
        Assert.Equal("error: --as is 'mallory', and stacks/delivery/approvals.yaml knows nobody of that name. There are: arjun, asha, dev, kavya, leela, meera, nisha, ravi, vikram.\n", nobody);
    }

    [Fact]
    public async Task What_is_done_stands_on_the_record_under_the_name_that_git_gives()
    {
        git.Git("config", "user.email", "asha@setu-retail.example");
        Files.Variables["USER"] = "laptop-user";

        await Files.RunAsync(["up", "dev", "--yes"]);
        (string record, _) = await Files.RunAsync(["audit", "show"]);

        Assert.Contains("asha", record, StringComparison.Ordinal);
        Assert.DoesNotContain("laptop-user", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_decides_nothing_on_a_real_backend()
    {
        git.Git("config", "user.email", "leela@setu-retail.example");
        string[] approve = ["freeze", "approve", "prod", "--role", "incident_commander", "--reason", "payments fail", "--until", "2026-11-21T12:00:00Z", "--backend", "pulumi"];

        (string named, int refused) = await Files.RunAsync([.. approve, "--as", "leela"]);
        (string byGit, int unsigned) = await Files.RunAsync(approve);

        Assert.Equal(((int)ExitCode.Configuration, (int)ExitCode.Configuration), (refused, unsigned));
        Assert.Equal("error: --as counts in a dry run alone. On the pulumi backend the key that INFRA_SIGNING_KEY_FILE names says who you are, or GitHub does; leave --as out.\n", named);
        Assert.StartsWith("error: stacks/delivery/approvals.yaml does not know unknown.", byGit, StringComparison.Ordinal);
    }

    private async Task SealAsync()
    {
        await git.CommitAsync("first");
        (string said, int exitCode) = await Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 0, said);
    }
}
