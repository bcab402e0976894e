using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Where the pod is in an object that makes pods.</summary>
internal static class PodSpec
{
    /// <summary>The specification of the pod.</summary>
    public static Field Of(Subject manifest) => manifest[manifest.Kind switch
    {
        "Pod" => "spec",
        "CronJob" => "spec.jobTemplate.spec.template.spec",
        _ => "spec.template.spec",
    }];

    /// <summary>All its containers, those that run before the others included; what is unknown counts as one container, of which nothing is known.</summary>
    public static IEnumerable<Field> Containers(Subject manifest)
    {
        Field pod = Of(manifest);
        return new[] { "initContainers", "containers", "ephemeralContainers" }.Select(pod.At).SelectMany(c => c.IsUnknown ? [c] : c.Items);
    }
}
