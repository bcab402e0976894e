using Infra.GitHub.Repositories;
using Infra.Settings.Reading;

namespace Infra.GitHub.Tests.Settings;

public sealed class RepositoryFileTests
{
    private static readonly string Text = Committed.Read("stacks/delivery/github.yaml");

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(Parse(Text).Problems);

    [Theory]
    [InlineData("  staging:\n    teams", "  stagign:\n    teams", "environments.stagign is \"stagign\": a GitHub environment is ENV, ENV-plan, ENV-seal, bootstrap, bootstrap-seal or release. Did you mean staging?")]
    [InlineData("  prod:\n    teams", "  prod:\n    people:\n      - ahsa\n    teams", "environments.prod.people[0] is \"ahsa\": a reviewer is one of the people of stacks/delivery/approvals.yaml. Did you mean asha?")]
    [InlineData("  prod:\n    teams", "  prod:\n    people:\n      - asha\n      - ravi\n      - dev\n      - leela\n    teams", "environments.prod: GitHub takes 6 teams and people for an environment, and these are 7. Write teams in place of people.")]
    [InlineData("  \"*\":\n    - platform\n  /.github/:", "  /github/:", "codeOwners: somebody owns /.github/, because who changes it changes the rules for all. Write /.github/ or * with its teams.")]
    [InlineData("reviews: 1", "reviews: 0", "reviews is \"0\": it must be a whole number 1 to 6 (reviews). Write a number such as 3.")]
    [InlineData("INFRA_GITHUB_APP_ID:", "GITHUB_APP_ID:", "a variable is capital letters, digits and underscores, begins with no digit and not with GITHUB_. Write a variable such as INFRA_GITHUB_APP_ID.")]
    [InlineData("      - business\n      - platform\n      - security", "      - \"@setu-retail/platform\"", "environments.prod.teams[0] is \"@setu-retail/platform\": a team is its short name: lower-case letters, digits, hyphens and underscores. Write a team such as platform.")]
    [InlineData("color: 1d76db", "color: blue", "labels.infra.color is \"blue\": a colour is six lower-case hexadecimal digits, in quotes. Write a colour such as \"d93f0b\".")]
    [InlineData("reviews: 1", "actions:\n  - \"*/*@*\"\nreviews: 1", "actions[0] is \"*/*@*\": a pattern of actions is OWNER/NAME@ and * or a version; which owner is never open. Write a pattern of actions such as github/codeql-action/analyze@*.")]
    [InlineData("  prod:\n    teams", "  prod:\n    evidence: scripts/missing\n    teams", "environments.prod.evidence is \"scripts/missing\": what gathers evidence is a file of this repository that can be executed, and no link. Write it, and make it executable: `chmod +x`.")]
    [InlineData("  bootstrap:\n", "  release:\n    evidence: scripts/evidence\n  bootstrap:\n", "environments.release.evidence is \"scripts/evidence\": evidence is gathered where deploy.yml applies, and nothing is applied here. Write it below one of dev, prod, staging.")]
    [InlineData("  staging:\n    teams", "  staging-seal:\n    evidence: scripts/evidence\n  staging:\n    teams", "environments.staging-seal.evidence is \"scripts/evidence\": evidence is gathered where deploy.yml applies, and nothing is applied here. Write it below one of dev, prod, staging.")]
    [InlineData("reviews: 1", "without:\n  - rulests\nreviews: 1", "without[0] is \"rulests\": it must be one of environments, reviewers, rulesets, codeScanning. Did you mean rulesets?")]
    [InlineData("    workflow: integration.yml\n    jobs:\n      - Integration tests\n", "    - Integration tests\n", "suites.integration: this is a list, and it must be a map: names and values below it, indented. A list of checks is not taken any more, because any workflow can have a job of any name. Write workflow: with the file below .github/workflows/ that runs on pushes to main, and these names below jobs:.")]
    [InlineData("workflow: integration.yml", "workflow: ../ci.yml@main", "suites.integration.workflow is \"../ci.yml@main\": a workflow is the name of a file in .github/workflows: letters, digits and . _ -, and it ends with .yml or .yaml. Write a workflow such as ci.yml.")]
    public void A_mistake_is_named_with_its_mend(string part, string other, string problem)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);

        string found = Assert.Single(Parse(Text.Replace(part, other, StringComparison.Ordinal)).Problems).ToString();

        Assert.EndsWith(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/scripts/evidence")]
    [InlineData("../scripts/evidence")]
    [InlineData("scripts/../../evidence")]
    [InlineData("scripts/..")]
    [InlineData("./scripts/evidence")]
    [InlineData("scripts//evidence")]
    [InlineData("scripts/evidence/")]
    [InlineData("-scripts/evidence")]
    [InlineData("scripts/-evidence")]
    [InlineData("scripts/evi dence")]
    [InlineData("scripts/evidence;id")]
    [InlineData("$(id)")]
    [InlineData("scripts/*")]
    [InlineData("scripts\\evidence")]
    [InlineData("${{ github.actor }}")]
    public void What_bash_or_a_folder_could_read_otherwise_is_no_script(string script)
    {
        string yaml = Text.Replace("  prod:\n    teams", $"  prod:\n    evidence: '{script}'\n    teams", StringComparison.Ordinal);

        SettingsProblem problem = Assert.Single(RepositoryFile.Parse("github.yaml", yaml, ["dev", "prod", "staging"], [], _ => true).Problems);

        Assert.EndsWith(
            $"environments.prod.evidence is \"{script}\": a script is a path from the repository: letters, digits and . _ - /, no name is . or .. or begins with a hyphen. Write a script such as scripts/evidence.", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scripts/evidence", "/scripts/")]
    [InlineData(".ci/gather.v2.sh", "/.ci/")]
    [InlineData("a/.../b", "/a/")]
    public void A_script_that_somebody_owns_is_taken(string script, string owned)
    {
        string yaml = Text.Replace("  prod:\n    teams", $"  prod:\n    evidence: {script}\n    teams", StringComparison.Ordinal).Replace("  \"*\":", $"  {owned}:", StringComparison.Ordinal);

        SettingsResult<RepositorySettings> taken = RepositoryFile.Parse("github.yaml", yaml, ["dev", "prod", "staging"], [], path => path == script);
        SettingsResult<RepositorySettings> strange = RepositoryFile.Parse("github.yaml", yaml.Replace($"  {owned}:", "  /docs/:", StringComparison.Ordinal), ["dev", "prod", "staging"], [], path => path == script);

        Assert.Empty(taken.Problems);
        Assert.Equal((script, null), (taken.Settings!.Environment("prod").Evidence, taken.Settings.Environment("staging").Evidence));
        Assert.EndsWith($"codeOwners: somebody owns /{script}, because who changes it changes the rules for all. Write /{script} or * with its teams.", $"{Assert.Single(strange.Problems)}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_come_at_once() => Assert.Equal(
        3, Parse(Text.Replace("reviews: 1", "reviews: 9", StringComparison.Ordinal).Replace("1d76db", "blue", StringComparison.Ordinal).Replace("  prod:", "  prodd:", StringComparison.Ordinal)).Problems.Length);

    [Fact]
    public void A_value_that_looks_like_a_secret_is_refused_and_not_shown()
    {
        const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

        SettingsResult<RepositorySettings> result = Parse(Text.Replace("\"1234567\"", Secret, StringComparison.Ordinal));

        Assert.Null(result.Settings);
        Assert.DoesNotContain(Secret, string.Join('\n', result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_of_narrower_paths_stand_later_because_GitHub_takes_the_last() => Assert.Equal(
        ["*", "/.github/", "/modules/Policy/", "/stacks/", "/stacks/delivery/approvals.yaml", "/stacks/delivery/gates.yaml", "/stacks/prod/", "/stacks/rules/waivers.yaml"],
        Parse(Text).Settings!.CodeOwners.Select(o => o.Pattern));

    private static SettingsResult<RepositorySettings> Parse(string yaml) => RepositoryFile.Parse("github.yaml", yaml, ["dev", "prod", "staging"], ["asha", "dev", "leela", "ravi"], path => path == "scripts/evidence");
}
