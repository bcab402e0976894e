using System.Collections.Immutable;
using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>What keeps Applications alone may go with them and share them; what only says so of itself may not.</summary>
public sealed class ParentTests
{
    private const string Application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}\nspec: {project: clusters, syncPolicy: {syncOptions: [ServerSideApply=true]}}\n";
    private const string Project = "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: clusters, namespace: argocd}\nspec: {clusterResourceWhitelist: [], namespaceResourceWhitelist: [{group: argoproj.io, kind: Application}]}\n";

    public static TheoryData<string, bool> Projects => new()
    {
        { Project, true },
        { "", false },
        { Project.Replace("namespace: argocd", "namespace: other", StringComparison.Ordinal), false },
        { Project + "---\n" + Project.Replace("namespace: argocd", "namespace: other", StringComparison.Ordinal), false },
        { Project.Replace("name: clusters", "name: others", StringComparison.Ordinal), false },
        { Project.Replace("kind: Application}]", "kind: Application}, {group: '', kind: Secret}]", StringComparison.Ordinal), false },
        { Project.Replace("clusterResourceWhitelist: []", "clusterResourceWhitelist: [{group: '*', kind: '*'}]", StringComparison.Ordinal), false },
        { Project.Replace(", namespaceResourceWhitelist: [{group: argoproj.io, kind: Application}]", "", StringComparison.Ordinal), false },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_application_keeps_applications_alone_where_its_project_allows_nothing_else(string projects, bool isParent)
    {
        ImmutableArray<Subject> objects = [.. ManifestReader.Read("gitops/prod/a.yaml", Application), .. projects.Length == 0 ? [] : ManifestReader.Read("gitops/prod/projects/p.yaml", projects)];
        PolicyReport report = PolicyReport.Of(new PolicyInput(RuleExamples.Of(RuleCatalog.Find("ARGO010")!).Mended.Input.Environment, plan: null, objects), [RuleCatalog.Find("ARGO010")!, RuleCatalog.Find("ARGO011")!]);

        Assert.Equal(isParent ? 0 : 2, report.Findings.Count(f => f.Outcome == Outcome.Failed));
    }
}
