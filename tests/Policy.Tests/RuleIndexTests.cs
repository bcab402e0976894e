using System.Reflection;
using System.Text;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Policy.Tests;

public sealed class RuleIndexTests
{
    private static readonly string Root = typeof(RuleIndexTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    [Fact]
    public void The_index_names_every_rule_with_what_it_proves()
    {
        string file = Path.Combine(Root, "docs/rules.md");
        string index = Index();
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(file, index);
        }

        Assert.Equal(index, File.Exists(file) ? File.ReadAllText(file) : "(no file)");
    }

    [Fact]
    public void Every_item_of_the_checklist_that_a_file_or_a_plan_shows_has_a_rule() =>
        Assert.Equal([.. Enumerable.Range(1, 17), .. Enumerable.Range(19, 30)], Checklist.Items.Keys.Order());

    [Fact]
    public void The_checklist_names_rules_that_there_are() =>
        Assert.All(Checklist.Items.SelectMany(i => i.Value), id => Assert.NotNull(RuleCatalog.Find(id)));

    [Fact]
    public void What_is_asked_names_rules_that_there_are_and_cluster_policies_that_admission_has_too()
    {
        Assert.All(Capabilities.Items, c => Assert.All(c.Rules, id => Assert.NotNull(RuleCatalog.Find(id))));
        string[] admitted = [.. Directory.GetFiles(Path.Combine(Fixture.Root, "gitops/prod/policies")).Select(f => Path.GetFileNameWithoutExtension(f).ToUpperInvariant())];

        // Signatures are Binary Authorization's business, and databases are no objects of a cluster.
        Assert.All(
            Capabilities.Items.Where(c => c.Asked == "clusters" && !c.Item.StartsWith("databases", StringComparison.Ordinal)),
            c => Assert.True(c.Rules.Intersect(admitted, StringComparer.Ordinal).Any(), $"Admission has no policy of: {c.Item}"));
    }

    private static string Index()
    {
        StringBuilder text = new("# Rules\n\nGenerated from modules/Policy; a test fails when it is stale. `infra policy explain ID` shows a violation and the same fixed. The last column is the item of the [security checklist](../modules/Policy/README.md#the-checklist) that the rule keeps.\n\n| id | severity | what is so where the rule holds | proves | item |\n|---|---|---|---|---|\n");
        foreach (RuleInfo rule in RuleCatalog.All.Select(r => r.Info).Concat(WaiverRules.All))
        {
            string items = string.Join(", ", Checklist.Items.Where(i => i.Value.Contains(rule.Id, StringComparer.Ordinal)).Select(i => i.Key).Order());
            text.Append($"| {rule.Id} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Title} | {string.Join(", ", rule.Controls)} | {items} |\n");
        }

        text.Append("\n## What is asked\n\n| of | what | rules |\n|---|---|---|\n");
        foreach ((string asked, string item, string[] rules) in Capabilities.Items)
        {
            text.Append($"| {asked} | {item} | {string.Join(", ", rules)} |\n");
        }

        return text.ToString();
    }
}
