using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A namespace denies traffic that no policy allows.</summary>
internal sealed class NamespaceDenies : Rule
{
    public override RuleInfo Info { get; } = new(
        "K8S002",
        Severity.High,
        "A namespace denies traffic that no policy allows",
        "A stolen pod otherwise reaches every other pod.",
        "Add a NetworkPolicy with an empty podSelector and both policyTypes.",
        [Control.CisGke("4.3.2"), Control.Pci("1.3.1"), Control.Iso("A.8.22")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (Subject space in input.Manifests("Namespace"))
        {
            judgements.Of(space, () => [Judged(space["metadata.name"], input)]);
        }

        // Argo CD makes the namespaces of add-ons itself, so no file holds them.
        foreach (Subject maker in input.Manifests("Application").Concat(input.Manifests("ApplicationSet")).Where(m => SpecOf(m).At("syncPolicy.syncOptions").Items.Any(o => o.Text == "CreateNamespace=true")))
        {
            judgements.Of(maker, () => [Judged(SpecOf(maker).At("destination.namespace"), input)]);
        }
    }

    private static Field SpecOf(Subject maker) => maker[maker.Kind == "ApplicationSet" ? "spec.template.spec" : "spec"];

    private static Check Judged(Field space, PolicyInput input)
    {
        if (space.IsUnknown)
        {
            return Check.If(space, _ => false, "it must have a network policy that denies both ways for every pod");
        }

        string? name = space.Text;
        List<Outcome> outcomes = [.. input.ManifestsIn(name, "NetworkPolicy").Select(DeniesAll)];
        return outcomes.Contains(Outcome.Passed) ? Check.Passed
            : new Check(outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown : Outcome.Failed, space.Path, $"{name} has no network policy that denies both ways for every pod; it must have one");
    }

    private static Outcome DeniesAll(Subject policy)
    {
        if (!policy["spec.podSelector"].Entries.Any() && policy["spec.ingress"].IsMissing && policy["spec.egress"].IsMissing)
        {
            return policy["spec.policyTypes"].MustHave("Ingress", "Egress").Outcome;
        }

        return Outcome.Failed;
    }
}
