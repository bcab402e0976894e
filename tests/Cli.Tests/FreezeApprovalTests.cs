using System.Globalization;
using System.Security.Cryptography;

namespace Infra.Cli.Tests;

/// <summary>An override of the real cloud's freezes is approved by signatures; what stands in the audit record alone opens nothing. It is lunch in Kolkata, when prod is closed.</summary>
public sealed class FreezeApprovalTests : IAsyncLifetime
{
    private const string Now = "2026-11-21T07:00:00Z";
    private const string Until = "2026-11-21T08:00:00Z";
    private const string Reason = "payments fail, INC-42";

    private readonly Workspace workspace = new() { Clock = new Standing(Now) };

    private string recorder = "";

    public async ValueTask InitializeAsync() => recorder = await workspace.BeginRecordsAsync();

    public ValueTask DisposeAsync()
    {
        workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_signed_approvals_open_the_real_cloud()
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        Trust("vikram", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

        (string none, int first) = await OverrideAsync();
        (string signed, int second) = await ApproveAsync("leela", "incident_commander");
        (string one, int third) = await OverrideAsync();
        await ApproveAsync("vikram", "cto");
        Assert.Equal(10, await CheckAsync());
        (string open, int fourth) = await OverrideAsync();

        const string Mend = "each approver runs `infra freeze approve prod --role ROLE --reason TEXT --until TIME --backend pulumi` with the same reason and end, and a key of theirs that stacks/delivery/approvals.yaml lists.\nerror: Nothing was overridden.\n";
        Assert.Equal((2, "error: Still needed: cto, incident_commander; " + Mend), (first, none));
        Assert.Equal(0, second);
        Assert.StartsWith("Approved the override of prod until 2026-11-21 13:30 +05:30 as leela, signed: ", signed, StringComparison.Ordinal);
        Assert.Equal((2, "error: Still needed: cto; " + Mend), (third, one));
        Assert.Equal(
            (0, "prod is open until 2026-11-21 13:30 +05:30. Its review is due until 2026-11-22 12:30 +05:30. Somebody who neither recorded nor approved it runs `infra freeze review prod --id 2516e0d29dcd --reason TEXT --backend pulumi`.\n"),
            (fourth, open));
        (string shown, int check) = await workspace.RunAsync(["freeze", "check", "prod", "--backend", "pulumi"]);
        Assert.Equal(0, check);
        Assert.Contains("Opened by the override of builder until 2026-11-21 13:30 +05:30, approved by vikram (cto) and leela (incident_commander): payments fail, INC-42.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_name_approves_no_override_of_the_real_cloud()
    {
        (string named, int first) = await workspace.RunAsync(
            ["freeze", "override", "prod", "--backend", "pulumi", "--reason", Reason, "--until", Until, "--approver", "vikram:cto", "--approver", "leela:incident_commander"]);
        workspace.Variables["USER"] = "vikram";
        (string unsigned, int second) = await workspace.RunAsync(["freeze", "approve", "prod", "--backend", "pulumi", "--role", "cto", "--reason", Reason, "--until", Until]);

        Assert.Equal((2, 2), (first, second));
        Assert.StartsWith("error: A bare name counts on the local backend only. Leave out --approver; each approver runs `infra freeze approve prod ", named, StringComparison.Ordinal);
        Assert.Equal("error: A bare name counts on the local backend only. Name a key with INFRA_SIGNING_KEY_FILE.\n", unsigned);
        Assert.Equal(10, await CheckAsync());
    }

    [Fact]
    public async Task An_approval_opens_nothing_but_what_was_approved()
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        Trust("vikram", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        await ApproveAsync("leela", "incident_commander");
        await ApproveAsync("vikram", "cto");

        foreach ((string other, int exitCode) in new[] { await OverrideAsync(until: "2026-11-21T08:00:01Z"), await OverrideAsync(reason: "something else"), await OverrideAsync(environment: "staging") })
        {
            Assert.Equal(2, exitCode);
            Assert.StartsWith("error: Still needed: cto, incident_commander; each approver runs ", other, StringComparison.Ordinal);
        }

        (string own, int asked) = await OverrideAsync(actor: "vikram");
        Assert.Equal(2, asked);
        Assert.Contains("of vikram does not count: vikram wrote, committed, pushed or asked for this change.\n", own, StringComparison.Ordinal);
        Assert.Equal(10, await CheckAsync());
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-11-21T07:00:00Z", "ended at 2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T07:00:01Z", "2027-01-01T00:00:00Z", "begins at 2026-11-21T07:00:01Z")]
    public async Task A_key_signs_from_its_first_moment_until_its_last_and_otherwise_nothing_is_recorded(string from, string until, string time)
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        Trust("vikram", from, until);
        await ApproveAsync("leela", "incident_commander");
        string before = workspace.Read(".infra/approvals.jsonl") + workspace.Read(".infra/audit.jsonl");

        (string output, int exitCode) = await ApproveAsync("vikram", "cto");

        Assert.Equal(2, exitCode);
        Assert.Matches($"^error: The key [0-9a-f]{{32}}, vikram/first of stacks/delivery/approvals.yaml, {time}, and now it is {Now}: what it signs now counts nowhere\\. Name one that is listed for now with INFRA_SIGNING_KEY_FILE, or list the next below keys: of vikram\\.\n$", output);
        Assert.Equal(before, workspace.Read(".infra/approvals.jsonl") + workspace.Read(".infra/audit.jsonl"));
    }

    // What is refused here can still be signed elsewhere, by a program that does not ask.
    [Fact]
    public async Task A_record_that_a_key_signed_at_its_end_opens_nothing()
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        Trust("vikram", "2026-01-01T00:00:00Z", "2026-11-21T07:00:01Z");
        await ApproveAsync("leela", "incident_commander");
        await ApproveAsync("vikram", "cto");
        workspace.Replace("stacks/delivery/approvals.yaml", "2026-11-21T07:00:01Z", Now);

        (string output, int exitCode) = await OverrideAsync();

        Assert.True(exitCode == 2, output);
        Assert.StartsWith("error: Still needed: cto; ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_record_that_names_approvers_opens_nothing_without_their_signatures()
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        Trust("vikram", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        await ApproveAsync("leela", "incident_commander");
        await ApproveAsync("vikram", "cto");
        Assert.Equal(0, (await OverrideAsync()).ExitCode);
        Assert.Equal(0, await CheckAsync());

        File.Delete(Path.Combine(workspace.Folder, ".infra", "approvals.jsonl"));

        // What was cut is no approval that was never given: nobody knows, so nothing is open.
        Assert.Equal(1, await CheckAsync());
        Assert.Contains("error: The record of approvals is broken: record 1 is missing, and it is known that there was one", (await workspace.RunAsync(["audit", "show", "--backend", "pulumi"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_nobody_has_and_a_role_that_is_not_theirs_are_refused()
    {
        Trust("leela", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        (string role, int first) = await ApproveAsync("leela", "cto");
        using ECDsa unknown = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        workspace.Write("stranger.pem", unknown.ExportPkcs8PrivateKeyPem());
        (string stranger, int second) = await ApproveAsync("stranger", "cto");
        (string wrong, int third) = await ApproveAsync("leela", "incident_commander", reason: "short", until: "2026-11-23T00:00:00Z");

        Assert.Equal((2, 2, 2), (first, second, third));
        Assert.Equal("error: leela is not in the role cto of stacks/delivery/approvals.yaml; theirs are: incident_commander, platform_team. Pass one of them.\n", role);
        Assert.Matches("^error: stacks/delivery/approvals.yaml lists the key [0-9a-f]{32} for nobody. Add it below keys: of its person.\n$", stranger);
        Assert.Equal(
            "error: --reason is 'short'; whoever reviews it needs at least 8 characters.\nerror: --until is 2026-11-23T00:00:00Z, and now is 2026-11-21T07:00:00Z; an override ends later than now and within 24 hours.\nerror: Nothing was approved.\n",
            wrong);
    }

    // A key of their own, whose file carries their name, listed for a time.
    private void Trust(string person, string from, string until)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        workspace.Write($"{person}.pem", key.ExportPkcs8PrivateKeyPem());
        string email = $"      - {person}@setu-retail.example\n";
        string listed = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        workspace.Replace("stacks/delivery/approvals.yaml", email, $"{email}    keys:\n      first:\n        publicKey: {listed}\n        from: \"{from}\"\n        until: \"{until}\"\n");
    }

    private async Task<(string Output, int ExitCode)> ApproveAsync(string person, string role, string reason = Reason, string until = Until)
    {
        workspace.Variables["INFRA_SIGNING_KEY_FILE"] = $"{person}.pem";
        (string, int) answer = await workspace.RunAsync(["freeze", "approve", "prod", "--backend", "pulumi", "--role", role, "--reason", reason, "--until", until]);
        workspace.Variables.Remove("INFRA_SIGNING_KEY_FILE");
        return answer;
    }

    private async Task<(string Output, int ExitCode)> OverrideAsync(string environment = "prod", string reason = Reason, string until = Until, string actor = "builder")
    {
        (workspace.Variables["USER"], workspace.Variables["INFRA_SIGNING_KEY"]) = (actor, recorder);
        (string, int) answer = await workspace.RunAsync(["freeze", "override", environment, "--backend", "pulumi", "--reason", reason, "--until", until]);
        workspace.Variables.Remove("INFRA_SIGNING_KEY");
        return answer;
    }

    private async Task<int> CheckAsync() => (await workspace.RunAsync(["freeze", "check", "prod", "--backend", "pulumi"])).ExitCode;

    private sealed class Standing(string now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
    }
}
