using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Cli.Tests;

namespace Infra.Attack.Tests;

/// <summary>Class 11: which accounts of the cloud a token of GitHub becomes, by the mapping, the condition and the bindings that bootstrap makes.</summary>
public sealed partial class TokenTests
{
    private const string Main = "refs/heads/main";
    private const string Deploy = "/.github/workflows/deploy.yml@refs/heads/main";

    // What bootstrap made in the pretended cloud, where names of pools are known.
    private static readonly Lazy<Task<JsonElement[]>> Made = new(MakeAsync);

    [Theory]
    // What is meant to work.
    [InlineData("prod", Main, Deploy, "setu-prod-apply")]
    [InlineData("prod-seal", Main, Deploy, "setu-prod-plan")]
    [InlineData("prod-plan", Main, "/.github/workflows/drift.yml@refs/heads/main", "setu-prod-plan")]
    [InlineData("dev-plan", "refs/pull/7/merge", "/.github/workflows/preview.yml@refs/pull/7/merge", "setu-dev-plan")]
    [InlineData("release", Main, "/.github/workflows/rollback.yml@refs/heads/main", "setu-dev-plan setu-prod-plan setu-staging-plan")]
    // Another workflow on main, also one that is called as the right one is in another folder, another repository or another case.
    [InlineData("prod", Main, "/.github/workflows/mine.yml@refs/heads/main", "")]
    [InlineData("prod", Main, "/.github/workflows/deploy.yaml@refs/heads/main", "")]
    [InlineData("prod", Main, "/.github/workflows/Deploy.yml@refs/heads/main", "")]
    [InlineData("prod", Main, "/other/.github/workflows/deploy.yml@refs/heads/main", "")]
    [InlineData("prod", Main, "-fork/.github/workflows/deploy.yml@refs/heads/main", "")]
    // The right file as another ref has it.
    [InlineData("prod", "refs/heads/feature", "/.github/workflows/deploy.yml@refs/heads/feature", "")]
    [InlineData("prod", "refs/tags/main", "/.github/workflows/deploy.yml@refs/tags/main", "")]
    [InlineData("prod", "refs/heads/feature", Deploy, "")]
    [InlineData("prod", Main, "/.github/workflows/deploy.yml@refs/heads/feature", "")]
    [InlineData("prod", "refs/heads/main:x", "/.github/workflows/deploy.yml@refs/heads/main:x", "")]
    // A pull request in what was once open to it.
    [InlineData("prod-plan", "refs/pull/7/merge", "/.github/workflows/preview.yml@refs/pull/7/merge", "")]
    [InlineData("staging-plan", "refs/heads/feature", "/.github/workflows/preview.yml@refs/heads/feature", "")]
    [InlineData("prod-seal", "refs/heads/feature", Deploy, "")]
    // Names that would be another value, put together.
    [InlineData("prod:deploy.yml@refs/heads/main", Main, Deploy, "")]
    [InlineData(null, Main, Deploy, "")]
    [InlineData("", Main, Deploy, "")]
    public async Task A_token_becomes_no_account_but_that_of_its_environment_its_branch_and_for_an_apply_its_workflow(string? environment, string reference, string workflow, string accounts) =>
        Assert.Equal(accounts, string.Join(' ', await AccountsAsync(Claims(environment, reference, workflow))));

    [Theory]
    [InlineData("actor_id", "49699333")]
    [InlineData("repository_id", "1")]
    [InlineData("repository_owner_id", "1")]
    public async Task A_token_of_Dependabot_of_another_repository_or_of_another_owner_becomes_no_account_whatever_else_it_says(string claim, string value)
    {
        Dictionary<string, string> claims = Claims("prod", Main, Deploy);
        claims[claim] = value;

        Assert.Empty(await AccountsAsync(claims));
    }

    [Fact]
    public async Task A_repository_that_was_renamed_keeps_its_accounts()
    {
        Dictionary<string, string> claims = Claims("prod", Main, Deploy);
        (claims["repository"], claims["workflow_ref"]) = ("setu/other", "setu/other" + Deploy);

        Assert.Equal(["setu-prod-apply"], await AccountsAsync(claims));
    }

    private static Dictionary<string, string> Claims(string? environment, string reference, string workflow)
    {
        Dictionary<string, string> claims = new(StringComparer.Ordinal)
        {
            ["repository"] = "setu-retail/platform", ["repository_id"] = "731948265", ["repository_owner_id"] = "10482317", ["ref"] = reference, ["workflow_ref"] = "setu-retail/platform" + workflow,
            ["run_id"] = "1", ["run_attempt"] = "1", ["actor_id"] = "7", ["sub"] = "repo:setu-retail/platform:environment:prod",
        };
        if (environment is not null)
        {
            claims["environment"] = environment;
        }

        return claims;
    }

    private static async Task<JsonElement[]> MakeAsync()
    {
        using Workspace workspace = new();
        workspace.DeleteFoundations();
        foreach (string[] command in new string[][] { ["bootstrap", "--yes"], ["preview", "bootstrap", "--out", "plan.json"] })
        {
            (string output, int exitCode) = await workspace.RunAsync(command);
            Assert.True(exitCode == 0, output);
        }

        using JsonDocument plan = JsonDocument.Parse(workspace.Read("plan.json"));
        return [.. plan.RootElement.GetProperty("steps").EnumerateArray().Select(s => s.Clone())];
    }

    // What Google does with a token: the condition, the attributes, and the accounts whose binding names one of them.
    private static async Task<string[]> AccountsAsync(Dictionary<string, string> claims)
    {
        JsonElement[] steps = await Made.Value;
        JsonElement provider = steps.Single(s => s.GetProperty("type").GetString() == "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider").GetProperty("inputs");
        if (Value(provider.GetProperty("attributeCondition").GetString()!, claims) != "true")
        {
            return [];
        }

        string[] attributes = [.. provider.GetProperty("attributeMapping").EnumerateObject().Where(a => a.Name != "google.subject").Select(a => $"{a.Name}/{Value(a.Value.GetString()!, claims)}")];
        return
        [
            .. steps.Where(s => s.GetProperty("type").GetString() == "gcp:serviceaccount/iAMMember:IAMMember").Select(s => (Name: s.GetProperty("name").GetString()!, Member: s.GetProperty("inputs").GetProperty("member").GetString()!))
                .Where(b => attributes.Any(a => b.Member.EndsWith("/" + a, StringComparison.Ordinal)))
                .Select(b => Suffix().Replace(b.Name, "")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    // As much of CEL as these expressions have: texts, claims, +, ==, !=, &&, has and ? :.
    private static string Value(string expression, Dictionary<string, string> claims) => new Cel(expression, claims).Read();

    [GeneratedRegex("-(seal|release)$")]
    private static partial Regex Suffix();

    private sealed class Cel(string text, Dictionary<string, string> claims)
    {
        private int at;

        public string Read()
        {
            string value = Choice();
            Assert.Equal(text.Length, at);
            return value;
        }

        private string Choice()
        {
            string condition = And();
            if (!Take(" ? "))
            {
                return condition;
            }

            string yes = Choice();
            Assert.True(Take(" : "));
            string no = Choice();
            return condition == "true" ? yes : no;
        }

        private string And()
        {
            string value = Comparison();
            while (Take(" && "))
            {
                value = Comparison() == "true" && value == "true" ? "true" : "false";
            }

            return value;
        }

        private string Comparison()
        {
            string left = Sum();
            return Take(" == ") ? Flag(left == Sum()) : Take(" != ") ? Flag(left != Sum()) : left;
        }

        private string Sum()
        {
            string value = Term();
            while (Take(" + "))
            {
                value += Term();
            }

            return value;
        }

        private string Term()
        {
            if (Take("("))
            {
                string inner = Choice();
                Assert.True(Take(")"));
                return inner;
            }

            if (Take("has(assertion."))
            {
                string name = Name();
                Assert.True(Take(")"));
                return Flag(claims.ContainsKey(name));
            }

            if (Take("'"))
            {
                int end = text.IndexOf('\'', at);
                string literal = text[at..end];
                at = end + 1;
                return literal;
            }

            Assert.True(Take("assertion."), text[at..]);
            return claims.GetValueOrDefault(Name(), "(no such claim)");
        }

        private string Name()
        {
            int start = at;
            while (at < text.Length && (char.IsAsciiLetterLower(text[at]) || text[at] == '_'))
            {
                at++;
            }

            return text[start..at];
        }

        private bool Take(string word)
        {
            bool found = string.CompareOrdinal(text, at, word, 0, word.Length) == 0;
            at += found ? word.Length : 0;
            return found;
        }

        private static string Flag(bool value) => value ? "true" : "false";
    }
}
