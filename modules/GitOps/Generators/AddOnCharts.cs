using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>The add-ons that the environment's release has: each chart at its version, with the values of this repository and the network policies of its namespace.</summary>
internal static class AddOnCharts
{
    // What admits by policies is the one add-on that is nothing without those that were generated from the rules.
    public const string Admission = "kyverno";

    public static IEnumerable<RenderedFile> Render(RenderOptions options) => Of(options).Select(a => Manifest.File($"{Folder(a)}/network.yaml", [.. NetworkPolicies.OfAddOn(options, a)]));

    /// <summary>The add-ons of an environment.</summary>
    public static IEnumerable<AddOnSettings> Of(RenderOptions options) => options.Catalog.AddOns.Where(a => options.Release.AddOns.ContainsKey(a.Name.Value));

    /// <summary>The sources of an add-on's Application: its chart, then what this repository has for it.</summary>
    public static List<object?> Sources(RenderOptions options, AddOnSettings addOn, ChartVersion version) => Manifest.List([Chart(options, addOn, version), Values(options, addOn), .. Policies(options, addOn)]);

    /// <summary>How it is synced. The namespace comes with the Application, which alone puts labels on it.</summary>
    public static Dictionary<string, object?> SyncPolicy(RenderOptions options)
    {
        Dictionary<string, object?> policy = ApplicationManifest.SyncPolicy(options, [.. ApplicationManifest.SyncOptions, "CreateNamespace=true"]);
        policy["managedNamespaceMetadata"] = Manifest.Map(("labels", PodSecurity.Labels()));
        return policy;
    }

    private static Dictionary<string, object?> Chart(RenderOptions options, AddOnSettings addOn, ChartVersion version) => Manifest.Map(
        ("repoURL", addOn.Repository.Value),
        ("chart", addOn.Chart.Value),
        ("targetRevision", version.Value),
        ("helm", Manifest.Map(
            ("releaseName", addOn.Name.Value),
            ("ignoreMissingValueFiles", true),

            // It serves the applications of all frameworks at once.
            ("valueFiles", ValueFiles.Of(options, $"$values/stacks/catalog/addons/{addOn.Name}/", options.Catalog.Apps.SelectMany(a => a.Compliance).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            ("parameters", addOn.Images.IsEmpty ? null : Manifest.List(addOn.Images.Select(i => Image(options, i)))))));

    private static Dictionary<string, object?> Image(RenderOptions options, KeyValuePair<ChartValue, PublicImage> image) => Manifest.Map(
        ("name", image.Key.Value),
        ("value", RemoteRepository.AddressOf(image.Value, ChartParameters.Values.Region, options.Settings.Project)));

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

    private static Dictionary<string, object?> Own(RenderOptions options, string folder) => ApplicationManifest.Own(options, folder, ChartParameters.Values.Platform);

    private static string Folder(AddOnSettings addOn) => $"addons/{addOn.Name}";
}
