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
            error: answers.yaml:2:10: zone: zone of ZZ is not known here. Write zone.
            error: answers.yaml:2:10: currency: currency of ZZ is not known here. Write currency.
            error: answers.yaml:4:9: prefix is "toolongname": a name prefix is 2 to 10 lower-case letters and digits and begins with a letter. This one has 11. Shorten it.
            """.Split('\n')[0],
            output.Split('\n')[0]);
        Assert.All((string[])["a name prefix is 2 to 10", "zone of ZZ is not known", "an environment is not called", "no two environments share a project", "the applications' manifests have a repository of their own", "two people have one address", "stands behind one of production"], rule => Assert.Contains(rule, output, StringComparison.Ordinal));
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
