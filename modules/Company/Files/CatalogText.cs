using System.Reflection;
using Infra.Company.Answering;
using Infra.Settings.Stacks;

namespace Infra.Company.Files;

/// <summary>Applications, tenants, add-ons and releases.</summary>
internal static class CatalogText
{
    // The newest versions of the charts whose values lie beside this file.
    private const string Versions = """
        addons:
          kyverno: "3.9.0"
          metrics: "88.5.3"
          reloader: "2.2.11"

        """;

    // Git's name for no commit: nothing was released, and nothing can be sealed on it.
    private const string NoCommit = "0000000000000000000000000000000000000000";

    public static GeneratedFile Apps(CompanyAnswers answers) => new(
        "stacks/catalog/apps.yaml",
        $"""
        {Lines.Schema("stacks/catalog/apps.yaml", "apps")}# The applications of {answers.Company}: `infra add app`. Their manifests are in the repository below, one folder each.
        repository: https://github.com/{answers.GitHub.Applications}
        # This repository: Argo CD reads gitops/<env>/ from it.
        platform: https://github.com/{answers.GitHub.Repository}
        apps:

        """.TrimEnd() + " {}\n");

    public static GeneratedFile Tenants(CompanyAnswers answers) => new(
        "stacks/catalog/tenants.yaml",
        $"""
        {Lines.Schema("stacks/catalog/tenants.yaml", "tenants")}# The tenants of {answers.Company}: each has an Argo CD project, and each of its teams a namespace TENANT-TEAM-ENV in every cluster.
        tenants:
        {Lines.All(answers.Tenants, t => $"  {t.Key}:\n    group: {t.Key}@{answers.Domain}\n{Lines.Of(4, "teams", [.. t.Value.Select(v => v.Value)])}")}
        """);

    public static GeneratedFile AddOns(CompanyAnswers answers) => new(
        "stacks/catalog/addons.yaml",
        $"""
        {Lines.Schema("stacks/catalog/addons.yaml", "addons")}# What every cluster of {answers.Company} has beside the applications. stacks/<env>/release.yaml says which an environment has and at which version.
        # The values of a chart stand in stacks/catalog/addons/<name>/. A chart comes from a host that infra:network.egress names.
        addons:
          # Refuses what breaks the rules at admission, and brings the policies in gitops/<env>/policies with it.
          kyverno:
            repository: https://kyverno.github.io/kyverno
            chart: kyverno
            namespace: kyverno
            webhooks:
              - 9443
            images:
              # One value for all of its images; reg.kyverno.io, the chart's default, is another name of the same ones.
              global.image.registry: ghcr.io
          metrics:
            repository: https://prometheus-community.github.io/helm-charts
            chart: kube-prometheus-stack
            namespace: metrics
            webhooks:
              - 10250
            images:
              alertmanager.alertmanagerSpec.image.registry: quay.io
              prometheus.prometheusSpec.image.registry: quay.io
              prometheusOperator.admissionWebhooks.patch.image.registry: ghcr.io
              prometheusOperator.image.registry: quay.io
              prometheusOperator.prometheusConfigReloader.image.registry: quay.io
              prometheusOperator.thanosImage.registry: quay.io
          reloader:
            repository: https://stakater.github.io/stakater-charts
            chart: reloader
            namespace: reloader
            images:
              image.repository: ghcr.io/stakater/reloader

        """);

    /// <summary>The values of the add-ons' charts: those of every company, or those that an environment has by its tier.</summary>
    public static IEnumerable<GeneratedFile> Values(EnvironmentAnswers? environment)
    {
        Assembly assembly = typeof(CatalogText).Assembly;
        string? tier = environment is null ? "" : environment.Tier switch { Tier.Production => "-prod", Tier.Staging => "-staging", _ => null };
        foreach (string name in assembly.GetManifestResourceNames().Select(n => n.Replace('\\', '/')).Where(n => tier is not null && n.StartsWith("addons/", StringComparison.Ordinal) && n.EndsWith($"/values{tier}.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return new($"stacks/catalog/{(environment is null ? name : $"{name[..name.LastIndexOf('/')]}/values-{environment.Stack}.yaml")}", reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }

    public static GeneratedFile Release(EnvironmentAnswers environment) => new(
        $"stacks/{environment.Stack}/release.yaml",
        environment.Tier == Tier.Development
            ? $"# What Argo CD follows in {environment.Stack}: the branch itself, so that a merge is a deployment.\nrevision: main\nplatform: main\n{Versions}"
            : $"# The release of {environment.Stack}: none yet. The first promotion writes one (`infra promote`); until then nothing of it can be sealed.\nrevision: \"{NoCommit}\"\nplatform: \"{NoCommit}\"\n{Versions}");
}
