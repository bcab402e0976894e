using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>What every cluster of an environment has beside the applications: a Helm chart, at the version that the environment's release says.</summary>
/// <param name="Name">Its name; its Applications are <c>REGION-NAME</c>, and its values stand in <c>stacks/catalog/addons/NAME/</c>.</param>
/// <param name="Repository">Where the chart comes from.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Namespace">The namespace that it is installed in; its own, with Pod Security <c>restricted</c>.</param>
/// <param name="Images">The chart's values that name images or their registries, with what they are; each is pulled through the region's remote repository.</param>
/// <param name="Webhooks">The TCP ports of its pods that the control plane calls; none without webhooks.</param>
public sealed record AddOnSettings(
    KubernetesName Name,
    ChartRepository Repository,
    KubernetesName Chart,
    KubernetesName Namespace,
    ImmutableArray<KeyValuePair<ChartValue, PublicImage>> Images,
    ImmutableArray<int> Webhooks)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("repository", TextKind.Of<ChartRepository>(), "Where the chart comes from."),
        new Setting("chart", TextKind.Of<KubernetesName>(), "The chart."),
        new Setting("namespace", TextKind.Of<KubernetesName>(), "The namespace that it is installed in, its own."),
        new Setting("images", new MapKind(TextKind.Of<ChartValue>(), TextKind.Of<PublicImage>(), 0, 40), "The chart's values that name images, with what they are.") { Optional = true },
        new Setting("webhooks", new ListKind(new NumberKind(1, 65535, "TCP port"), 0, 10), "The TCP ports of its pods that the control plane calls; the firewall lets it in at 443, 8443, 9443 and 10250.") { Optional = true });

    internal static AddOnSettings Bind(CheckedNode node) => new(
        (KubernetesName)node.Key!,
        node.Get<ChartRepository>("repository"),
        node.Get<KubernetesName>("chart"),
        node.Get<KubernetesName>("namespace"),
        node.Each("images", image => KeyValuePair.Create((ChartValue)image.Key!, (PublicImage)image.Value!)),
        node.List<int>("webhooks"));
}
