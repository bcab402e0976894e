namespace Infra.GitHub.Tests;

/// <summary>The scripts of the workflows that a person starts, over a program that writes down what it is given.</summary>
public sealed class ReleaseScriptTests
{
    private const string Hostile = "\"; touch pwned; $(touch pwned) `touch pwned` ${{ github.token }} ::set-output name=a::b\n# * ~ \u202e";

    public static TheoryData<string, string[], string[]> Calls => new()
    {
        { "promote.yml", ["FROM=dev", "TO=staging"], ["promote", "dev", "staging", "--backend", "pulumi"] },
        { "rollout.yml", ["ENVIRONMENT=prod", "EVIDENCE="], ["rollout", "prod", "--backend", "pulumi"] },
        { "rollout.yml", ["ENVIRONMENT=prod", $"EVIDENCE={Hostile}"], ["rollout", "prod", "--backend", "pulumi", "--evidence=FOLDER/health.json"] },
        { "rollback.yml", ["ENVIRONMENT=prod", "TO=", "REASON=--help"], ["rollback", "prod", "--backend", "pulumi", "--reason=--help"] },
        { "rollback.yml", ["ENVIRONMENT=prod", "TO=@run *", $"REASON={Hostile}"], ["rollback", "prod", "--backend", "pulumi", $"--reason={Hostile}", "--to=@run *"] },
        { "hotfix.yml", ["ENVIRONMENT=prod", "APPS=", "FAILED=", "REASON=a b"], ["hotfix", "prod", "--backend", "pulumi", "--reason=a b"] },
        {
            "hotfix.yml", ["ENVIRONMENT=prod", "APPS=  search=0123 \t*\n--help @run $(touch pwned) ", "FAILED=", $"REASON={Hostile}"],
            ["hotfix", "prod", "--backend", "pulumi", $"--reason={Hostile}", "--app=search=0123", "--app=*", "--app=--help", "--app=@run", "--app=$(touch", "--app=pwned)"]
        },
        { "hotfix.yml", ["ENVIRONMENT=prod", "APPS=", "FAILED=search r?n", "REASON=x"], ["hotfix", "prod", "--backend", "pulumi", "--reason=x", "--failed=search", "--failed=r?n"] },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_a_person_types_is_an_argument_and_nothing_else(string file, string[] inputs, string[] arguments)
    {
        using JobScript script = Of(file);

        (int exitCode, string output) = await script.RunAsync("printf '%s\\0' \"$@\" > given", inputs);

        Assert.True(exitCode == 0, output);
        string[] wanted = [.. arguments.Select(a => a.Replace("FOLDER", script.Folder, StringComparison.Ordinal)), ""];
        Assert.Equal(wanted, script.Read("given").Split('\0'));
        Assert.Equal("(none)", script.Read("pwned"));
        Assert.Equal(file == "rollout.yml" ? inputs[1]["EVIDENCE=".Length..] : "(none)", script.Read("health.json"));
    }

    [Theory]
    [InlineData("promote.yml", 0)]
    [InlineData("rollout.yml", 10)]
    [InlineData("rollback.yml", 10)]
    [InlineData("hotfix.yml", 2)]
    public async Task A_run_ends_as_the_command_did_and_its_summary_has_both_of_its_outputs_as_code(string file, int code)
    {
        using JobScript script = Of(file);

        (int exitCode, _) = await script.RunAsync(
            $"echo '# <b>data</b>'\necho '```' >&2\nexit {code}", "FROM=dev", "TO=staging", "ENVIRONMENT=prod", "EVIDENCE=", "APPS=", "FAILED=", "REASON=x");

        Assert.Equal(code, exitCode);
        Assert.Equal("    # <b>data</b>\n    ```\n", script.Read("summary.md"));
    }

    private static JobScript Of(string file) => file switch
    {
        "promote.yml" => new(file, "promote", "Promote"),
        "rollout.yml" => new(file, "rollout", "Roll out"),
        "hotfix.yml" => new(file, "hotfix", "Hotfix"),
        _ => new(file, "rollback", "Roll back"),
    };
}
