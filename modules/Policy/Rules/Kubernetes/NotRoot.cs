using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Containers run as somebody without rights.</summary>
internal sealed class NotRoot : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S010",
        Severity.High,
        "Containers run as somebody without rights",
        "Root in a container is root on the node when the container breaks.",
        "Set runAsNonRoot: true, seccompProfile RuntimeDefault, and drop ALL capabilities.",
        [Control.CisGke("4.2.5"), Control.Pci("2.2.6"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field pod = PodSpec.Of(manifest);
        foreach (Field container in PodSpec.Containers(manifest))
        {
            yield return Either(container, pod, "securityContext.runAsNonRoot").MustBe(true);
            yield return Either(container, pod, "securityContext.seccompProfile.type").MustBeOneOf("RuntimeDefault", "Localhost");
            yield return container.At("securityContext.capabilities.drop").MustHave("ALL");
            yield return Either(container, pod, "securityContext.runAsUser").MustNotBe("0");
            foreach (Field capability in container.At("securityContext.capabilities.add").Items)
            {
                // The one that the restricted standard lets be added.
                yield return capability.MustBeOneOf("NET_BIND_SERVICE");
            }
        }
    }

    // What a container does not say itself, its pod says.
    private static Field Either(Field container, Field pod, string path) => container.At(path) is { IsMissing: false } own ? own : pod.At(path);
}
