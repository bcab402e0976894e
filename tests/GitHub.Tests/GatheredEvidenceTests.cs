using System.Text.RegularExpressions;
using Infra.GitHub.Generators;
using YamlDotNet.RepresentationModel;

namespace Infra.GitHub.Tests;

/// <summary>What <c>deploy.yml</c> does with a script that gathers evidence, run by bash.</summary>
public sealed partial class GatheredEvidenceTests
{
    private const string File = "deploy.yml";

    private static readonly string Text = WorkflowSet.Of(Committed.Gathering).Single(w => w.File == File).Text;

    [Theory]
    [InlineData("prod", "!inputs.emergency")]
    [InlineData("staging", "")]
    public void It_is_gathered_with_the_key_of_the_environment_after_the_sign_in_and_right_before_the_gates(string environment, string condition)
    {
        YamlMappingNode[] steps = [.. ((YamlSequenceNode)JobScript.Job(File, $"apply-{environment}", Text)["steps"]).Children.Cast<YamlMappingNode>()];
        string[] names = [.. steps.Select(s => $"{s["name"]}")];
        YamlMappingNode gather = steps[Array.IndexOf(names, "Gather evidence")];

        Assert.Equal(["Sign in to Google Cloud", "Gather evidence", "Gates", "Apply"], names[Array.IndexOf(names, "Sign in to Google Cloud")..]);
        Assert.Equal("{ { INFRA_SIGNING_KEY, ${{ secrets.INFRA_SIGNING_KEY }} } }", $"{gather["env"]}");
        Assert.Equal(condition, gather.Children.TryGetValue("if", out YamlNode? written) ? $"{written}" : "");
        Assert.Single(steps, s => $"{s}".Contains("INFRA_SIGNING_KEY", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_changes_for_an_environment_without_a_script_or_outside_of_the_job_that_applies()
    {
        foreach (string job in new[] { "changes", "seal-dev", "apply-dev", "seal-staging", "seal-prod" })
        {
            Assert.Equal($"{JobScript.Job(File, job)}", $"{JobScript.Job(File, job, Text)}");
        }
    }

    [Fact]
    public async Task The_script_is_given_the_envelope_and_a_new_folder()
    {
        using JobScript script = new(File, "apply-prod", "Gather evidence", Text);
        script.Program("scripts/evidence", "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" > given\nls -A \"$2\" > found\n");

        (int exitCode, string output) = await script.RunAsync("exit 1");

        Assert.Equal((0, ""), (exitCode, output));
        Assert.Equal($"{script.Folder}/envelope.json\n{script.Folder}/evidence\n", script.Read("given"));
        Assert.Equal("", script.Read("found"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(255)]
    public async Task A_script_that_fails_ends_the_job_as_it_ended(int code)
    {
        using JobScript script = new(File, "apply-prod", "Gather evidence", Text);
        script.Program("scripts/evidence", $"#!/usr/bin/env bash\necho '{{}}' > \"$2/a.json\"\necho 'no answer' >&2\nexit {code}\n");

        Assert.Equal((code, "no answer\n"), await script.RunAsync("exit 1"));
    }

    [Fact]
    public async Task A_folder_that_is_there_already_ends_the_job_because_nobody_gathered_what_is_in_it_now()
    {
        using JobScript script = new(File, "apply-prod", "Gather evidence", Text);
        script.Program("scripts/evidence", "#!/usr/bin/env bash\ntouch ran\n");
        Directory.CreateDirectory(Path.Combine(script.Folder, "evidence"));

        (int exitCode, _) = await script.RunAsync("exit 1");

        Assert.Equal((1, "(none)"), (exitCode, script.Read("ran")));
    }

    [Theory]
    [InlineData("Gates", "gate", "--format")]
    [InlineData("Apply", "up", "--yes")]
    public async Task Every_file_that_it_leaves_is_one_argument_of_the_gates_and_of_the_apply_in_the_order_of_the_names(string step, string command, string last)
    {
        using JobScript script = new(File, "apply-prod", step, Text);
        string folder = Directory.CreateDirectory(Path.Combine(script.Folder, "evidence")).FullName;
        foreach (string name in new[] { "b.json", "a.json", "B.json", "a b *.json", "$(touch pwned).json", "-x.json", "c\nd.json", "note.txt", "json" })
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(folder, name), "{}", TestContext.Current.CancellationToken);
        }

        (int exitCode, string output) = await script.RunAsync("printf '%s\\0' \"$@\" > given", "WAY_BACK=ready", "EMERGENCY=");

        Assert.True(exitCode == 0, output);
        string[] given = script.Read("given").Split('\0');
        Assert.Equal([command, "prod", "--backend", "pulumi", "--plan", $"{script.Folder}/envelope.json", "--evidence", $"{script.Folder}/rollback.json"], given[..8]);
        Assert.Equal(
            new[] { "$(touch pwned).json", "-x.json", "B.json", "a b *.json", "a.json", "b.json", "c\nd.json" }.Select(n => $"--evidence={folder}/{n}"), given[8..15]);
        Assert.Equal(last, given[15]);
        Assert.Equal("(none)", script.Read("pwned"));
    }

    [Theory]
    [InlineData("prod", false)]
    [InlineData("prod", true)]
    [InlineData("staging", true)]
    public async Task Where_it_leaves_nothing_or_did_not_run_the_gates_are_given_nothing(string environment, bool isThere)
    {
        foreach (string step in new[] { "Gates", "Apply" })
        {
            using JobScript script = new(File, $"apply-{environment}", step, Text);
            _ = isThere ? Directory.CreateDirectory(Path.Combine(script.Folder, "evidence")) : null;

            (int exitCode, string output) = await script.RunAsync("printf '%s\\n' \"$@\" > given", "WAY_BACK=", "EMERGENCY=");

            Assert.True(exitCode == 0, output);
            Assert.DoesNotContain("--evidence", script.Read("given"), StringComparison.Ordinal);
            Assert.Contains($"{script.Folder}/envelope.json", script.Read("given"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_of_the_page_leaves_a_file_of_each_gate_and_ends_where_nobody_answers()
    {
        string example = Example().Match(Committed.Read("docs/github.md")).Groups["script"].Value;
        using JobScript script = new(File, "apply-prod", "Gather evidence", Text);
        script.Program("scripts/evidence", example);
        script.Program("curl", "#!/usr/bin/env bash\n[[ ! -e down ]] || exit 22\nprintf '%s' \"{\\\"of\\\": \\\"${*: -1}\\\"}\"\n");
        const string Evidence = "[[ $1 == evidence && $3 == --plan && $5 == --facts && $7 == --out ]]\necho \"$2 $4 $(cat \"$6\")\" > \"$8\"";
        string path = $"PATH={script.Folder}:{Environment.GetEnvironmentVariable("PATH")}";

        (int exitCode, string output) = await script.RunAsync(Evidence, path);

        Assert.Equal((0, ""), (exitCode, output));
        Assert.All(new[] { "HealthGood", "BudgetWithin" }, gate => Assert.Equal(
            $"{gate} {script.Folder}/envelope.json {{\"of\": \"https://facts.setu-retail.example/{gate}\"}}\n", script.Read($"evidence/{gate}.json")));
        Assert.Equal((0, ""), await Tool.RunAsync("shellcheck", ["--severity=style", "-"], example));
        Directory.Delete(Path.Combine(script.Folder, "evidence"), recursive: true);
        await System.IO.File.WriteAllTextAsync(Path.Combine(script.Folder, "down"), "", TestContext.Current.CancellationToken);
        Assert.Equal((22, ""), await script.RunAsync(Evidence, path));
    }

    [GeneratedRegex("```bash\\n(?<script>#!.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Example();
}
