using System.Collections.Immutable;

namespace Infra.GitHub.Tests.Settings;

public sealed class RepositoryFileTests
{
    private static readonly string Text = Committed.Read("stacks/github.yaml");

    private static readonly ImmutableArray<string> Environments = ["bootstrap", "dev", "dev-plan", "prod", "prod-plan", "release", "staging", "staging-plan"];

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(Parse(Text).Problems);

    [Fact]
    public void The_committed_schema_is_the_generated_one() => Committed.AssertGenerated("stacks/schema/github.schema.json", RepositoryFile.ToJsonSchema());

    [Fact]
    public void The_committed_table_is_the_generated_one() => Committed.AssertGenerated("stacks/schema/github.md", RepositoryFile.ToMarkdown());

    [Theory]
    [InlineData("  staging:\n    teams", "  stagign:\n    teams", "environments.stagign is \"stagign\": a GitHub environment is ENV, ENV-plan, ENV-seal, bootstrap or release. Did you mean staging?")]
    [InlineData("  prod:\n    teams", "  prod:\n    people:\n      - ahsa\n    teams", "environments.prod.people[0] is \"ahsa\": a reviewer is one of the people of stacks/approvals.yaml. Did you mean asha?")]
    [InlineData("  prod:\n    teams", "  prod:\n    people:\n      - asha\n      - ravi\n      - dev\n      - leela\n    teams", "environments.prod: GitHub takes 6 teams and people for an environment, and these are 7. Write teams in place of people.")]
    [InlineData("  \"*\":\n    - platform\n  /.github/:", "  /github/:", "codeOwners: somebody owns /.github/, because who changes it changes the rules for all. Write /.github/ or * with its teams.")]
    [InlineData("reviews: 1", "reviews: 0", "reviews is \"0\": it must be a whole number 1 to 6 (reviews). Write a number such as 3.")]
    [InlineData("INFRA_GITHUB_APP_ID:", "GITHUB_APP_ID:", "a variable is capital letters, digits and underscores, begins with no digit and not with GITHUB_. Write a variable such as INFRA_GITHUB_APP_ID.")]
    [InlineData("      - business\n      - platform\n      - security", "      - \"@setu-retail/platform\"", "environments.prod.teams[0] is \"@setu-retail/platform\": a team is its short name: lower-case letters, digits, hyphens and underscores. Write a team such as platform.")]
    [InlineData("color: 1d76db", "color: blue", "labels.infra.color is \"blue\": a colour is six lower-case hexadecimal digits, in quotes. Write a colour such as \"d93f0b\".")]
    [InlineData("reviews: 1", "actions:\n  - \"*/*@*\"\nreviews: 1", "actions[0] is \"*/*@*\": a pattern of actions is OWNER/NAME@ and * or a version; which owner is never open. Write a pattern of actions such as github/codeql-action/analyze@*.")]
    [InlineData("reviews: 1", "without:\n  - rulests\nreviews: 1", "without[0] is \"rulests\": it must be one of environments, reviewers, rulesets. Did you mean rulesets?")]
    public void A_mistake_is_named_with_its_mend(string part, string other, string problem)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);

        string found = Assert.Single(Parse(Text.Replace(part, other, StringComparison.Ordinal)).Problems).ToString();

        Assert.EndsWith(problem, found, StringComparison.Ordinal);
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
        ["*", "/.github/", "/modules/Policy/", "/stacks/", "/stacks/approvals.yaml", "/stacks/gates.yaml", "/stacks/prod/", "/stacks/waivers.yaml"],
        Parse(Text).Settings!.CodeOwners.Select(o => o.Pattern));

    private static SettingsResult<RepositorySettings> Parse(string yaml) => RepositoryFile.Parse("github.yaml", yaml, Environments, ["asha", "dev", "leela", "ravi"]);
}
