using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>A critical rule is not switched off by another spelling of true.</summary>
public sealed class SpellingTests
{
    public static TheoryData<string, string> Spellings()
    {
        TheoryData<string, string> all = [];
        foreach (string spelling in new[] { "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" })
        {
            all.Add("K8S008", $"containers: [{{name: a, image: a, securityContext: {{privileged: {spelling}, allowPrivilegeEscalation: false}}}}]");
            all.Add("K8S008", $"initContainers: [{{name: a, image: a, securityContext: {{allowPrivilegeEscalation: {spelling}}}}}]");
            all.Add("K8S009", $"hostNetwork: {spelling}");
            all.Add("K8S009", $"hostPID: {spelling}");
            all.Add("K8S009", $"securityContext: {{windowsOptions: {{hostProcess: {spelling}}}}}");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_that_Kubernetes_takes_for_true_is_true_to_a_rule(string id, string spec) =>
        Assert.Contains(Findings(id, spec), f => f.Outcome == Outcome.Failed);

    [Theory]
    [InlineData("K8S008", "containers: [{name: a, image: a, securityContext: {privileged: no, allowPrivilegeEscalation: OFF}}]")]
    [InlineData("K8S009", "hostNetwork: n")]
    public void Every_spelling_of_false_is_false(string id, string spec) =>
        Assert.All(Findings(id, spec), f => Assert.Equal((Outcome.Passed, ""), (f.Outcome, f.Message)));

    [Theory]
    [InlineData("K8S008", "containers:\n    - <<: {securityContext: {privileged: true}}\n      name: a\n")]
    [InlineData("K8S009", "<<: {hostNetwork: true}")]
    public void What_a_merge_key_takes_in_is_not_looked_past(string id, string spec) =>
        Assert.Contains("merge keys (<<) are not allowed", Assert.Throws<InfraException>(() => Findings(id, spec)).Message, StringComparison.Ordinal);

    private static IEnumerable<Finding> Findings(string id, string spec)
    {
        PolicyInput input = new(
            RuleExamples.Of(RuleCatalog.Find(id)!).Mended.Input.Environment, plan: null, ManifestReader.Read("gitops/dev/a.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: b}}\nspec:\n  {spec}\n"));
        return PolicyReport.Of(input, [RuleCatalog.Find(id)!]).Findings;
    }
}
