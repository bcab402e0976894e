namespace Infra.Policy;

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

    /// <summary>All its containers, those that run before the others included.</summary>
    public static IEnumerable<Field> Containers(Subject manifest)
    {
        Field pod = Of(manifest);
        return pod.At("initContainers").Items.Concat(pod.At("containers").Items).Concat(pod.At("ephemeralContainers").Items);
    }
}
