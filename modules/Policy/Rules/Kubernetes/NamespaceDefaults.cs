using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;

namespace Infra.Policy.Rules;

/// <summary>Containers of a tenant have limits without asking.</summary>
internal sealed class NamespaceDefaults : Rule
{
    public override RuleInfo Info { get; } = new(
        "K8S004",
        Severity.Low,
        "Containers of a tenant have limits without asking",
        "A container without a limit can take the memory of its node.",
        "Add a LimitRange with default.memory, defaultRequest.cpu and defaultRequest.memory.",
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
        List<Outcome> outcomes = [.. input.ManifestsIn(name, "LimitRange").Select(l => Check.If(l["spec.limits"], f => f.Items.Any(i => !i.At("default.memory").IsMissing && !i.At("defaultRequest.cpu").IsMissing && !i.At("defaultRequest.memory").IsMissing), "it must have defaults").Outcome)];
        return outcomes.Contains(Outcome.Passed) ? Check.Passed
            : new Check(outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown : Outcome.Failed, "metadata.name", $"{name} has no limit range with defaults of memory and requests; it must have one");
    }
}
