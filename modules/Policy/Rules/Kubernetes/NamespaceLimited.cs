namespace Infra.Policy;

/// <summary>A tenant's namespace has a quota.</summary>
internal sealed class NamespaceLimited : Rule
{
    public override RuleInfo Info { get; } = new(
        "K8S003",
        Severity.Medium,
        "A tenant's namespace has a quota",
        "One tenant can otherwise take all nodes.",
        "Add a ResourceQuota with requests.cpu and requests.memory.",
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
        List<Outcome> outcomes = [.. input.ManifestsIn(name, "ResourceQuota").Select(q => q["spec.hard"].Entry("requests.cpu").MustBeSet().Outcome)];
        return outcomes.Contains(Outcome.Passed) ? Check.Passed
            : new Check(outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown : Outcome.Failed, "metadata.name", $"{name} has no quota for cpu; it must have one");
    }
}
