using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images are named by version.</summary>
internal sealed class ImagesPinned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S013",
        Severity.High,
        "Images are named by version",
        "latest is another program tomorrow, and no rollback brings yesterday's back.",
        "Name a tag other than latest, or a digest.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field container in PodSpec.Containers(manifest))
        {
            yield return Check.If(container.At("image"), f => IsPinned(f.Text), "it must have a tag other than latest, or a digest");
        }
    }

    private static bool IsPinned(string? image)
    {
        if (image is null)
        {
            return false;
        }

        // A colon before the last slash belongs to the port of a registry.
        string name = image[(image.LastIndexOf('/') + 1)..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && !name[(colon + 1)..].Equals("latest", StringComparison.Ordinal);
    }
}
