namespace Infra.Cli.Tests.Starting;

/// <summary>A stranger has their own platform of a few answers, clean at once, and nothing of the example in it.</summary>
public sealed class InitTests
{
    public static TheoryData<string> Companies => [.. Answers.All.Keys];

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task A_company_is_clean_at_once_in_check_preview_render_policy_and_workflows(string company)
    {
        using Workspace workspace = Empty(Answers.All[company]);

        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.EndsWith("checks, nothing wrong.\n", await RunsAsync(workspace, "check"), StringComparison.Ordinal);
        await RunsAsync(workspace, "render", "--check");
        await RunsAsync(workspace, "workflows", "--check");
        foreach (string stack in Stacks(workspace))
        {
            string preview = await RunsAsync(workspace, "preview", stack);
            Assert.Contains(" to create", preview, StringComparison.Ordinal);
            Assert.Contains("0 violated, 0 rules broken", preview, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task No_word_of_the_example_is_left(string company)
    {
        using Workspace workspace = Empty(Answers.All[company]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        foreach (string file in Directory.GetFiles(workspace.Folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("stacks/schema/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            ExampleWords.AreNotIn(text, company);
        }
    }

    [Fact]
    public async Task The_same_answers_make_the_same_bytes()
    {
        using Workspace one = Empty(Answers.All["europe"]);
        using Workspace other = Empty(Answers.All["europe"]);
        await RunsAsync(one, "init", "--from", "answers.yaml");
        await RunsAsync(other, "init", "--from", "answers.yaml");

        Assert.Equal(Bytes(one), Bytes(other));
    }

    [Fact]
    public async Task A_company_in_a_region_without_the_cheapest_machines_has_others_and_a_first_apply_goes_through()
    {
        using Workspace workspace = Empty(Answers.Of("Chao Phraya Pay", "TH", "fintech", "chaopay", [("dev", "development", ["asia-southeast3"])]));
        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.EndsWith("checks, nothing wrong.\n", await RunsAsync(workspace, "check"), StringComparison.Ordinal);
        Assert.Contains("          machineType: n4-standard-4\n          minNodes: 1\n          maxNodes: 6\n          diskType: hyperdisk-balanced\n", workspace.Read("stacks/Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("created", await RunsAsync(workspace, "up", "dev", "--yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_does_not_exist_is_refused_with_what_was_meant()
    {
        using Workspace workspace = Empty(Answers.All["india"].Replace("      - asia-south2\n", "      - asia-suoth2\n", StringComparison.Ordinal));

        (string output, int code) = await workspace.RunAsync(["init", "--from", "answers.yaml"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains("is \"asia-suoth2\": it is no region of docs/regions.md. Did you mean asia-south2?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_apply_of_development_goes_through_at_once()
    {
        using Workspace workspace = Empty(Answers.All["europe"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.Contains("created", await RunsAsync(workspace, "up", "dev", "--yes"), StringComparison.Ordinal);
        Assert.DoesNotContain("to create", await RunsAsync(workspace, "preview", "dev"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_company_is_not_replaced_unless_that_is_said_and_git_has_all_of_it()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        git.Files.Write("answers.yaml", Answers.All["asia"]);

        (string refused, int first) = await git.Files.RunAsync(["init", "--from", "answers.yaml"]);
        git.Files.Write("stacks/notes.txt", "not committed");
        (string lost, int second) = await git.Files.RunAsync(["init", "--from", "answers.yaml", "--replace"]);
        File.Delete(Path.Combine(git.Files.Folder, "stacks/notes.txt"));
        string replaced = await RunsAsync(git.Files, "init", "--from", "answers.yaml", "--replace");

        Assert.Equal(((int)ExitCode.Configuration, "error: stacks/ and gitops/ are there already, of the example or of a company. Pass --replace to put yours in its place; git keeps what was committed.\n"), (first, refused));
        Assert.Equal((int)ExitCode.Configuration, second);
        Assert.StartsWith("error: stacks/notes.txt is not committed, and --replace would lose it.\n", lost, StringComparison.Ordinal);
        Assert.Contains("Merlion Pay has its platform", replaced, StringComparison.Ordinal);
        Assert.Equal(["bootstrap", "prod", "staging"], Stacks(git.Files));
        Assert.EndsWith("checks, nothing wrong.\n", await RunsAsync(git.Files, "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_answers_is_said_at_once_and_nothing_is_written()
    {
        using Workspace workspace = Empty(Answers.Of("Wrong", "ZZ", "fintech", "toolongname", [("prod", "production", ["asia-southeast1"]), ("delivery", "staging", ["asia-southeast1"]), ("a-long-name-it-is", "production", ["us-west1"])])
            .Replace("deploy", "platform", StringComparison.Ordinal).Replace("jonas@", "anna@", StringComparison.Ordinal).Replace("-518204", "-518203", StringComparison.Ordinal).Replace("toolongname-delivery-518203", "toolongname-prod-518203", StringComparison.Ordinal));

        (string output, int code) = await workspace.RunAsync(["init", "--from", "answers.yaml"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Equal(
            """
            error: answers.yaml:2:10: zone: ZZ is no country whose zone is known here. Write zone, the time zone of the company's days, such as Europe/Berlin.
            error: answers.yaml:2:10: currency: ZZ is no country whose currency is known here. Write currency, that of the billing account, such as EUR.
            error: answers.yaml:4:9: prefix is "toolongname": a name prefix is 2 to 10 lower-case letters and digits and begins with a letter. This one has 11. Shorten it.
            """.Split('\n')[0],
            output.Split('\n')[0]);
        Assert.All((string[])["a name prefix is 2 to 10", "ZZ is no country whose zone is known here", "an environment is not called", "no two environments share a project", "the applications' manifests have a repository of their own", "two people have one address", "stands behind one of production"], rule => Assert.Contains(rule, output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(workspace.Folder, "stacks")));
    }

    [Fact]
    public async Task The_answers_of_the_documents_are_good()
    {
        using Workspace workspace = Empty(File.ReadAllText(Path.Combine(Workspace.Root, "docs/answers.yaml")));

        Assert.StartsWith("Nordwind Bank has its platform: ", await RunsAsync(workspace, "init", "--from", "answers.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_a_file_of_answers_is_asked_for()
    {
        using Workspace workspace = Empty("");

        Assert.Equal(("error: There is nobody to ask. Write the answers to a file and pass --from FILE; docs/answers.yaml is one to copy.\n", (int)ExitCode.Configuration), await workspace.RunAsync(["init"]));
    }

    [Fact]
    public async Task Check_names_each_thing_that_is_not_good_and_hides_none_behind_another()
    {
        using Workspace workspace = Empty(Answers.All["europe"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        workspace.Replace("stacks/Pulumi.dev.yaml", "infra:tier: development", "infra:tier: developement");
        workspace.Replace("stacks/delivery/calendar.yaml", "zone: Europe/Berlin", "zone: Europe/Bonn");
        workspace.Write("gitops/qa/stray.yaml", "a: b\n");
        workspace.Replace("stacks/delivery/gates.yaml", "    rollbackReady: {}\n", "");

        (string output, int code) = await workspace.RunAsync(["check"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Matches("(?m)^invalid  settings of dev .*developement", output);
        Assert.Matches("(?m)^invalid  calendar .*Europe/Bonn", output);
        Assert.Matches("(?m)^stale    gitops/qa .*removed  ?gitops/qa/stray.yaml", output);
        Assert.Matches("(?m)^violated policy of prod ", output);
    }

    [Theory]
    [InlineData("stacks/delivery/github.yaml", "reviews: 1\n", "reviews: 1\nwithout:\n  - rulesets\n", "WF016")]
    [InlineData(".github/workflows/evil.yml", "", "on: pull_request_target\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: evil/action@main\n", "WF001")]
    public async Task What_anybody_writes_beside_the_generated_files_is_evaluated_too(string file, string old, string with, string rule)
    {
        using Workspace workspace = Empty(Answers.All["asia"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        if (old.Length == 0)
        {
            workspace.Write(file, with);
        }
        else
        {
            workspace.Replace(file, old, with);
            await RunsAsync(workspace, "workflows");
        }

        (string output, int code) = await workspace.RunAsync(["check"]);

        Assert.Equal((int)ExitCode.Policy, code);
        Assert.Contains(rule, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_behind_a_link_is_deleted_or_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs rights there.");
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        using Workspace elsewhere = Empty("");
        git.Files.Write("answers.yaml", Answers.All["asia"]);
        Directory.CreateSymbolicLink(Path.Combine(git.Files.Folder, "stacks", "extra"), elsewhere.Folder);
        File.WriteAllText(Path.Combine(elsewhere.Folder, "precious.txt"), "");
        await git.CommitAsync("a link");

        (string output, int code) = await git.Files.RunAsync(["init", "--from", "answers.yaml", "--replace"]);

        Assert.Equal(((int)ExitCode.Configuration, "error: stacks/extra is a symbolic link, and what it leads to is not the repository's. Remove the link.\n"), (code, output));
        Assert.True(File.Exists(Path.Combine(elsewhere.Folder, "precious.txt")));
    }

    [Fact]
    public async Task An_init_that_nobody_changed_since_runs_again_without_a_commit_and_leaves_no_folder_behind()
    {
        using Workspace workspace = Empty(Answers.All["canada"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        workspace.Write("answers.yaml", Answers.All["asia"]);

        string output = await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.StartsWith("Merlion Pay has its platform: ", output, StringComparison.Ordinal);
        Assert.Equal(["bootstrap", "prod", "staging"], Stacks(workspace));
        Assert.All((string[])["stacks/sandbox", "stacks/live", "gitops/sandbox", "gitops/live"], folder => Assert.False(Directory.Exists(Path.Combine(workspace.Folder, folder)), folder));
        Assert.EndsWith("checks, nothing wrong.\n", await RunsAsync(workspace, "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_that_stopped_half_way_runs_again()
    {
        using Workspace workspace = Empty(Answers.All["asia"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        workspace.Write("answers.yaml", Answers.All["canada"]);
        string blocked = Path.Combine(workspace.Folder, "stacks", "Pulumi.live.yaml");
        Directory.CreateDirectory(blocked);

        Exception? stopped = await Record.ExceptionAsync(() => new Infra.Pipeline.Starting.Initialiser(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null))
            .RunAsync(new(Infra.Company.Answering.AnswersFile.Parse("a", Answers.All["canada"]).Settings!, Replace: false), TestContext.Current.CancellationToken));
        Directory.Delete(blocked);
        Assert.NotNull(stopped);
        Assert.True(Directory.Exists(Path.Combine(workspace.Folder, "gitops", "live")));

        Assert.StartsWith("Province of Nowhere has its platform: ", await RunsAsync(workspace, "init", "--from", "answers.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_by_hand_since_init_is_not_written_over()
    {
        using Workspace workspace = Empty(Answers.All["asia"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        string[] rendered = [.. Directory.GetFiles(Path.Combine(workspace.Folder, "gitops", "prod"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(11)];
        foreach (string file in rendered)
        {
            File.AppendAllText(file, "# by hand\n");
        }

        workspace.Write("stacks/notes.yaml", "a: b\n");
        workspace.Write(".github/CODEOWNERS", $"{workspace.Read(".github/CODEOWNERS")}# by hand\n");
        string[] before = Bytes(workspace);

        (string output, int code) = await workspace.RunAsync(["init", "--from", "answers.yaml"]);

        string[] lines = output.Split('\n');
        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Equal("error: .github/CODEOWNERS was changed since init wrote it, or is not of init.", lines[0]);
        Assert.Equal(12, lines[..^1].Length);
        Assert.Equal("error: And 3 more, 13 in all.", lines[10]);
        Assert.Equal("error: Commit what is there and pass --replace, or delete it; what nobody changed since is written anew without.", lines[11]);
        Assert.Equal(before, Bytes(workspace));
    }

    [Fact]
    public async Task What_init_wrote_needs_no_commit_before_it_is_replaced()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        git.Files.Write("answers.yaml", Answers.All["asia"]);
        await RunsAsync(git.Files, "init", "--from", "answers.yaml", "--replace");
        git.Files.Write("answers.yaml", Answers.All["europe"]);
        git.Files.Replace("stacks/company.yaml", "country: SG", "country: MY");

        (string lost, int refused) = await git.Files.RunAsync(["init", "--from", "answers.yaml", "--replace"]);
        git.Files.Replace("stacks/company.yaml", "country: MY", "country: SG");
        string replaced = await RunsAsync(git.Files, "init", "--from", "answers.yaml", "--replace");

        Assert.Equal(((int)ExitCode.Configuration, "error: stacks/company.yaml is not committed, and --replace would lose it.\nerror: Commit or delete them, and run the same again.\n"), (refused, lost));
        Assert.StartsWith("Nordwind Bank has its platform: ", replaced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Müller & Söhne GmbH", "nordwind platform")]
    [InlineData("\"Smith \\\"and\\\" Sons: # 1\"", "nordwind platform")]
    [InlineData("Nordwind Bank of the North and South", "nordwind platform")]
    [InlineData("Nordwind Bank", "Nordwind Bank platform")]
    public async Task A_company_is_called_as_people_call_it_and_its_folder_as_google_takes_it(string company, string folder)
    {
        using Workspace workspace = Empty(Answers.All["europe"].Replace("company: Nordwind Bank", $"company: {company}", StringComparison.Ordinal));

        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.Contains($"  infra:folder: \"{folder}\"\n", workspace.Read("stacks/Pulumi.bootstrap.yaml"), StringComparison.Ordinal);
        Assert.Contains($"name: {(company[0] == '"' ? company : $"\"{company}\"")}\n", workspace.Read("stacks/company.yaml"), StringComparison.Ordinal);
        Assert.EndsWith("checks, nothing wrong.\n", await RunsAsync(workspace, "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_in_which_nobody_could_override_a_freeze_is_told_before_anything_is_written()
    {
        using Workspace workspace = Empty(Answers.All["europe"].Replace("      - cto\n", "      - compliance\n", StringComparison.Ordinal));

        (string output, int code) = await workspace.RunAsync(["init", "--from", "answers.yaml"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.StartsWith("error: stacks/delivery/approvals.yaml: an override of windows and freezes of prod, prod-uk could never be approved: it needs cto, incident_commander, security_team, each by another person and none by whoever made it, and nobody is left for cto.", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.\n", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Folder, "stacks")));
    }

    [Theory]
    [InlineData("asia", true, true)]
    [InlineData("europe", false, true)]
    [InlineData("india", false, false)]
    public async Task What_is_not_known_of_a_country_is_a_thing_to_do(string company, bool calendar, bool laws)
    {
        using Workspace workspace = Empty(Answers.All[company]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        string doctor = await RunsAsync(workspace, "doctor");

        Assert.Equal(calendar, doctor.Contains("write the holidays of SG and the sales of the company into stacks/delivery/calendar.yaml: no calendar of SG is known here", StringComparison.Ordinal));
        Assert.Equal(laws, doctor.Contains("are not among the rules of `infra policy list`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_says_what_nobody_could_approve()
    {
        using Workspace workspace = Empty(Answers.All["europe"]);
        await RunsAsync(workspace, "init", "--from", "answers.yaml");
        workspace.Write("stacks/delivery/approvals.yaml", workspace.Read("stacks/delivery/approvals.yaml").Replace("  cto:\n    people:\n      - clara\n", "", StringComparison.Ordinal).Replace("      cto: 1\n", "      platform_team: 1\n", StringComparison.Ordinal));

        (string output, int code) = await workspace.RunAsync(["check"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Matches("(?m)^invalid  approvals +stacks/delivery/approvals.yaml: an override of windows and freezes of prod, prod-uk could never be approved: it needs cto, incident_commander, platform_team, .* nobody is left for cto", output);
    }

    [Fact]
    public async Task Where_one_person_has_two_roles_no_rule_asks_for_them_twice()
    {
        using Workspace workspace = Empty(Answers.All["asia"].Replace("    roles:\n      - cto\n", "    roles:\n      - compliance\n", StringComparison.Ordinal).Replace("      - business\n", "      - business\n      - cto\n", StringComparison.Ordinal));
        await RunsAsync(workspace, "init", "--from", "answers.yaml");

        Assert.DoesNotContain("  frozen:\n", workspace.Read("stacks/delivery/approvals.yaml"), StringComparison.Ordinal);
    }

    internal static Workspace Empty(string answers)
    {
        Workspace workspace = new();
        Directory.Delete(Path.Combine(workspace.Folder, "stacks"), recursive: true);
        workspace.Write("answers.yaml", answers);
        return workspace;
    }

    internal static async Task<string> RunsAsync(Workspace workspace, params string[] args)
    {
        (string output, int code) = await workspace.RunAsync(args);
        Assert.True(code == 0, $"infra {string.Join(' ', args)} ended with {code}:\n{output}");
        return output;
    }

    private static string[] Stacks(Workspace workspace) => [.. Directory.GetFiles(Path.Combine(workspace.Folder, "stacks"), "Pulumi.*.yaml").Select(f => Path.GetFileName(f).Split('.')[1]).Order(StringComparer.Ordinal)];

    private static string[] Bytes(Workspace workspace) =>
        [.. Directory.GetFiles(workspace.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(workspace.Folder, f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];
}
