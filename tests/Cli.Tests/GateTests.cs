namespace Infra.Cli.Tests;

public sealed class GateTests
{
    [Fact]
    public async Task Nothing_is_applied_to_staging_that_was_not_approved()
    {
        using GitWorkspace repository = await SealedAsync();

        (string refused, int blocked) = await repository.Files.RunAsync(["up", "staging", "--plan", "plan.json", "--evidence", "tests.json", "--yes"]);
        repository.Files.Variables["USER"] = "asha";
        (string approved, int approve) = await repository.Files.RunAsync(["approve", "plan.json", "--role", "platform_team", "--reason", "read it"]);
        (string gates, int open) = await repository.Files.RunAsync(["gate", "staging", "--plan", "plan.json", "--evidence", "tests.json"]);

        Assert.True(blocked == 10, refused);
        Assert.Contains("error: ApprovalsMet: still needed: platform_team. `infra approve FILE --role R` by people who did not write it", refused, StringComparison.Ordinal);
        Assert.Contains("error: Nothing was done.\n", refused, StringComparison.Ordinal);
        Assert.True(approve == 0, approved);
        Assert.Contains("+ platform_team       asha\n", approved, StringComparison.Ordinal);
        Assert.True(open == 0, gates);

        // Who asks for it does not approve it.
        (string asked, int own) = await repository.Files.RunAsync(["up", "staging", "--plan", "plan.json", "--evidence", "tests.json", "--yes"]);
        Assert.True(own == 10, asked);
        repository.Files.Variables["USER"] = "builder";
        (string applied, int up) = await repository.Files.RunAsync(["up", "staging", "--plan", "plan.json", "--evidence", "tests.json", "--yes"]);
        Assert.True(up == 0, applied);

        string records = (await repository.Files.RunAsync(["audit", "show", "--action", "up", "--format", "json"])).Output;
        Assert.Equal(2, records.Split("\"outcome\":\"refused\"").Length - 1);
        Assert.Contains("{\"approver\":\"asha\",\"approval_type\":\"platform_team\",\"timestamp\":\"2026-11-21T04:30:00Z\"}", records.Split('\n')[^2], StringComparison.Ordinal);
        Assert.Contains("\"ApprovalsMet\":\"passed: asha for platform_team\"", records.Split('\n')[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_approval_closes_the_gate_again()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Variables["USER"] = "asha";
        string approved = (await repository.Files.RunAsync(["approve", "plan.json", "--role", "platform_team"])).Output;
        string id = approved.Split(", by name alone: ")[1][..12];

        (string unknown, int none) = await repository.Files.RunAsync(["approvals", "revoke", "plan.json", "--id", "abc"]);
        (_, int revoked) = await repository.Files.RunAsync(["approvals", "revoke", "plan.json", "--id", id]);
        (string listed, int list) = await repository.Files.RunAsync(["approvals", "list", "plan.json"]);

        Assert.Equal((2, 0, 0), (none, revoked, list));
        Assert.Equal("error: This envelope has no approval 'abc'. `infra approvals list FILE` shows them.\n", unknown);
        Assert.Equal(
            $"x platform_team       still needed\n  {id}  2026-11-21 04:30:00  asha for platform_team by name, does not count: it was revoked\nNot approved yet.\n", listed);
    }

    [Fact]
    public async Task Evidence_of_another_envelope_and_of_another_form_is_refused_at_once()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Write("other.json", repository.Files.Read("tests.json").Replace("\"envelope\": \"sha256:", "\"envelope\": \"sha256:0", StringComparison.Ordinal));
        repository.Files.Write("broken.json", "{}");

        (string output, int exitCode) = await repository.Files.RunAsync(["gate", "staging", "--plan", "plan.json", "--evidence", "other.json", "--evidence", "broken.json"]);

        Assert.Equal(
            (2, "error: other.json: it is about another envelope. Gather it again for this one.\nerror: broken.json is not evidence: evidence: the field 'schema' is unknown or missing. docs/formats.md describes infra.evidence/v1.\n"),
            (exitCode, output));
    }

    [Fact]
    public async Task An_emergency_is_applied_by_its_own_approvals_and_stays_open_until_it_is_reviewed()
    {
        using GitWorkspace repository = await SealedAsync();
        foreach ((string person, string role) in ((string, string)[])[("leela", "incident_commander"), ("vikram", "cto")])
        {
            repository.Files.Variables["USER"] = person;
            (string approved, int approve) = await repository.Files.RunAsync(["approve", "plan.json", "--role", role, "--emergency"]);
            Assert.True(approve == 0, approved);
        }

        repository.Files.Variables["USER"] = "builder";
        (string applied, int up) = await repository.Files.RunAsync(["up", "staging", "--plan", "plan.json", "--evidence", "tests.json", "--emergency", "--yes"]);
        Assert.True(up == 0, applied);
        const string Due = "review due until 2026-11-22 04:30 UTC: the emergency of 2026-11-21 04:30 in staging by builder";
        Assert.Contains(Due, (await repository.Files.RunAsync(["status", "staging"])).Output, StringComparison.Ordinal);
        Assert.Contains(Due, (await repository.Files.RunAsync(["audit", "show"])).Output, StringComparison.Ordinal);

        repository.Files.Variables["USER"] = "leela";
        await repository.Files.RunAsync(["approve", "plan.json", "--review"]);
        Assert.Contains(Due, (await repository.Files.RunAsync(["status", "staging"])).Output, StringComparison.Ordinal);
        repository.Files.Variables["USER"] = "meera";
        await repository.Files.RunAsync(["approve", "plan.json", "--review"]);
        Assert.DoesNotContain("review due", (await repository.Files.RunAsync(["status", "staging"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_applied_an_emergency_by_an_account_of_another_name_does_not_review_it()
    {
        using GitWorkspace repository = await SealedAsync();
        foreach ((string person, string role) in ((string, string)[])[("leela", "incident_commander"), ("vikram", "cto")])
        {
            repository.Files.Variables["USER"] = person;
            Assert.Equal(0, (await repository.Files.RunAsync(["approve", "plan.json", "--role", role, "--emergency"])).ExitCode);
        }

        (repository.Files.Variables["GITHUB_ACTOR"], repository.Files.Variables["GITHUB_ACTOR_ID"]) = ("octo-ash", "90210001");
        (string applied, int up) = await repository.Files.RunAsync(["up", "staging", "--plan", "plan.json", "--evidence", "tests.json", "--emergency", "--yes"]);
        Assert.True(up == 0, applied);
        repository.Files.Variables.Remove("GITHUB_ACTOR");
        repository.Files.Variables.Remove("GITHUB_ACTOR_ID");
        repository.Files.Variables["USER"] = "asha";
        (string own, int refused) = await repository.Files.RunAsync(["approve", "plan.json", "--review"]);

        Assert.Equal((2, "as asha (from the account of this machine)\nerror: asha approved or applied this emergency, and somebody else reviews it. Ask another person of stacks/delivery/approvals.yaml.\n"), (refused, own));
        (string record, _) = await repository.Files.RunAsync(["audit", "show", "--action", "up", "--format", "json"]);
        Assert.Contains("\"actor\":\"asha\"", record, StringComparison.Ordinal);
        Assert.DoesNotContain("octo-ash", record, StringComparison.Ordinal);
        (string approval, _) = await repository.Files.RunAsync(["audit", "show", "--action", "approve", "--format", "json"]);
        Assert.Contains("\"Person\":\"leela\"", approval, StringComparison.Ordinal);
        Assert.Contains("\"Role\":\"incident_commander\"", approval, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_and_a_role_that_is_not_theirs_are_refused()
    {
        using GitWorkspace repository = await SealedAsync();
        repository.Files.Variables["USER"] = "mallory";
        (string stranger, int first) = await repository.Files.RunAsync(["approve", "plan.json", "--role", "platform_team"]);
        repository.Files.Variables["USER"] = "asha";
        (string role, int second) = await repository.Files.RunAsync(["approve", "plan.json", "--role", "cto"]);

        Assert.Equal((2, 2), (first, second));
        Assert.StartsWith("as mallory (from the account of this machine)\nerror: stacks/delivery/approvals.yaml does not know mallory. Only people listed there approve: arjun, asha,", stranger, StringComparison.Ordinal);
        Assert.Equal("as asha (from the account of this machine)\nerror: asha is not in the role cto of stacks/delivery/approvals.yaml; theirs are: platform_team. Pass one of them.\n", role);
    }

    // Staging with its tests as evidence; calendar and rules are not asked, so that neither the day nor the state of the example matters.
    private static Task<GitWorkspace> SealedAsync() => GitWorkspace.CopyAsync("gated", async () =>
    {
        GitWorkspace repository = new();
        await File.WriteAllTextAsync(Path.Combine(repository.Files.Folder, ".gitignore"), ".infra/\n/*.json\n", TestContext.Current.CancellationToken);
        repository.Files.Replace("stacks/delivery/gates.yaml", "  staging:\n    planFresh: {}\n    policyClean: {}", "  staging:\n    planFresh: {}");
        repository.Files.Replace("stacks/delivery/gates.yaml", "    freezeClear: {}\n    testsPassed:\n      suites:\n        - unit\n    riskWithin: {}\n  prod", "    testsPassed: {}\n    riskWithin: {}\n  prod");
        repository.Files.Replace("stacks/delivery/approvals.yaml", "    environments:\n      - staging\n      - prod\n    needs:\n      security_team: 1", "    environments:\n      - prod\n    needs:\n      security_team: 1");
        repository.Files.Replace("stacks/delivery/approvals.yaml", "    risk: high\n    environments:\n      - staging\n", "    risk: high\n    environments:\n");
        repository.Files.Replace("stacks/delivery/gates.yaml", "    high: 50", "    high: 74");
        await repository.CommitAsync("first");
        (string output, int exitCode) = await repository.Files.RunAsync(["preview", "staging", "--seal", "--out", "plan.json"]);
        Assert.True(exitCode == 0, output);
        string digest = output.Split("Sealed ")[1].Split(',')[0];
        repository.Files.Write("tests.json", $$"""
            {"schema": "infra.evidence/v1", "gate": "TestsPassed", "envelope": "{{digest}}", "source": "a job", "at": "2026-11-21T04:00:00Z", "facts": {"suites": [{"name": "unit", "passed": 12, "failed": 0}]}, "signature": null}
            """);
        return repository;
    });
}
