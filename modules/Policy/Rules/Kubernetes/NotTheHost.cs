using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods do not share the host.</summary>
internal sealed class NotTheHost : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S009",
        Severity.Critical,
        "Pods do not share the host",
        "With the host's network, processes or files a pod sees all other pods.",
        "Leave hostNetwork, hostPID, hostIPC and hostPath out.",
        [Control.CisGke("4.2.2"), Control.Pci("2.2.6"), Control.Iso("A.8.22")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field pod = PodSpec.Of(manifest);
        yield return pod.At("hostNetwork").MustNotBeTrue();
        yield return pod.At("hostPID").MustNotBeTrue();
        yield return pod.At("hostIPC").MustNotBeTrue();
        yield return pod.At("securityContext.sysctls").MustNotBeSet("they are settings of the node's kernel");
        yield return pod.At("securityContext.windowsOptions.hostProcess").MustNotBeTrue();
        foreach (Field container in PodSpec.Containers(manifest))
        {
            yield return container.At("securityContext.windowsOptions.hostProcess").MustNotBeTrue();
            foreach (Field port in container.At("ports").Items)
            {
                yield return port.At("hostPort").MustNotBeSet("it opens a port of the node");
            }
        }

        foreach (Field volume in pod.At("volumes").Items)
        {
            yield return volume.At("hostPath").MustNotBeSet("it opens the files of the node");
        }
    }
}
