using System.Collections.Immutable;

namespace Infra.GitOps;

/// <summary>One ApplicationSet for each add-on that the environment's release has: its chart at that version on every cluster, with the values of this repository and the network policies of its namespace.</summary>
/// <remarks>A set of its own for each, because an element of a list cannot hold the list of a chart's parameters.</remarks>
internal static class AddOnSets
{
    // What admits by policies is the one add-on that is nothing without those that were generated from the rules.
    private const string Admission = "kyverno";

    public static IEnumerable<RenderedFile> Render(RenderOptions options) => Of(options).SelectMany(a => new[]
    {
        Manifest.File($"applicationsets/addon-{a.Name}.yaml", Set(options, a, options.Release.AddOns[a.Name.Value])),
        Manifest.File($"{Folder(a)}/network.yaml", [.. NetworkPolicies.OfAddOn(options, a)]),
    });

    /// <summary>The add-ons of an environment.</summary>
    public static IEnumerable<AddOnSettings> Of(RenderOptions options) => options.Catalog.AddOns.Where(a => options.Release.AddOns.ContainsKey(a.Name.Value));

    private static Dictionary<string, object?> Set(RenderOptions options, AddOnSettings addOn, ChartVersion version) => ApplicationSetManifest.Set(
        options,
        $"addon-{addOn.Name}",
        Manifest.List(ApplicationSetManifest.Clusters(options)),
        Manifest.Map(
            ("metadata", ApplicationSetManifest.Metadata(options, addOn.Name.Value, Projects.Platform, "-1", ("app", addOn.Name.Value))),
            ("spec", Manifest.Map(
                ("project", Projects.AddOns),
                ("sources", Manifest.List([Chart(options, addOn, version), Values(options, addOn), .. Policies(options, addOn)])),
                ("destination", Manifest.Map(("name", "{{ .name }}"), ("namespace", addOn.Namespace.Value))),
                ("revisionHistoryLimit", 10L),
                ("syncPolicy", SyncPolicy(options))))));

    private static Dictionary<string, object?> Chart(RenderOptions options, AddOnSettings addOn, ChartVersion version) => Manifest.Map(
        ("repoURL", addOn.Repository.Value),
        ("chart", addOn.Chart.Value),
        ("targetRevision", version.Value),
        ("helm", Manifest.Map(
            ("releaseName", addOn.Name.Value),
            ("ignoreMissingValueFiles", true),

            // It serves the applications of all frameworks at once.
            ("valueFiles", ValueFiles.Of(options, $"$values/stacks/addons/{addOn.Name}/", options.Catalog.Apps.SelectMany(a => a.Compliance).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            ("parameters", addOn.Images.IsEmpty ? null : Manifest.List(addOn.Images.Select(i => Image(options, i)))))));

    private static Dictionary<string, object?> Image(RenderOptions options, KeyValuePair<ChartValue, PublicImage> image) => Manifest.Map(
        ("name", image.Key.Value),
        ("value", RemoteRepository.AddressOf(image.Value, ApplicationSetManifest.Region, options.Settings.Project)));

    // A source that values are read from brings the objects of its path with it.
    // https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/#helm-value-files-from-external-git-repository
    private static Dictionary<string, object?> Values(RenderOptions options, AddOnSettings addOn)
    {
        Dictionary<string, object?> source = Own(options, Folder(addOn));
        source["ref"] = "values";
        return source;
    }

    // In one Application with the chart, because only inside one do waves order anything: the kinds and the webhook first, then what needs both.
    private static IEnumerable<object?> Policies(RenderOptions options, AddOnSettings addOn) => addOn.Chart.Value == Admission ? [Own(options, "policies")] : [];

    private static Dictionary<string, object?> Own(RenderOptions options, string folder) => Manifest.Map(
        ("repoURL", options.Catalog.Platform.Value),
        ("targetRevision", ApplicationSetManifest.PlatformRevision),
        ("path", $"gitops/{options.Environment}/{folder}"));

    private static string Folder(AddOnSettings addOn) => $"addons/{addOn.Name}";

    // The namespace comes with the Application, which alone puts labels on it.
    private static Dictionary<string, object?> SyncPolicy(RenderOptions options)
    {
        Dictionary<string, object?> policy = ApplicationSetManifest.SyncPolicy(options, "CreateNamespace=true");
        policy["managedNamespaceMetadata"] = Manifest.Map(("labels", PodSecurity.Labels()));
        return policy;
    }
}
