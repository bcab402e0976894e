using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;

namespace Infra.Policy.Rules;

/// <summary>A tenant's namespace has a quota.</summary>
internal sealed class NamespaceLimited : Rule
{
    public override RuleInfo Info { get; } = new(
        "K8S003",
        Severity.Medium,
        "A tenant's namespace has a quota",
        "One tenant can otherwise take all nodes.",
        "Add a ResourceQuota with requests.cpu, requests.memory, services.loadbalancers and services.nodeports.",
        [Control.Iso("A.8.6")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        // The platform's own namespaces hold charts that state their resources, and nobody else may make anything there.
        foreach (Subject space in input.Manifests("Namespace").Where(s => s["metadata.name"].Text is not { } name || !PlatformNamespaces.All.Contains(name, StringComparer.Ordinal)))
        {
            judgements.Of(space, () => [Judged(space, input)]);
        }
    }

    private static Check Judged(Subject space, PolicyInput input)
    {
        string? name = space["metadata.name"].Text;
        List<Outcome> outcomes = [.. input.ManifestsIn(name, "ResourceQuota").Select(Limits)];
        return outcomes.Contains(Outcome.Passed) ? Check.Passed
            : new Check(outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown : Outcome.Failed, "metadata.name", $"{name} has no quota for cpu, memory, load balancers and node ports; it must have one");
    }

    // The worst of what must be there.
    private static Outcome Limits(Subject quota) =>
        new[] { "requests.cpu", "requests.memory", "services.loadbalancers", "services.nodeports" }.Select(name => quota["spec.hard"].Entry(name).MustBeSet().Outcome).Max();
}
