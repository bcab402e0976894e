using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A network denies what no rule allows, both ways.</summary>
internal sealed class DefaultDeny : Rule
{
    public override RuleInfo Info { get; } = new(
        "NET005",
        Severity.Critical,
        "A network denies what no rule allows, both ways",
        "Google lets everything out unless a rule denies it, and stolen data goes that way.",
        "Add a rule that denies all protocols to and from 0.0.0.0/0 for each direction, with a priority after all others.",
        [Control.CisGke("5.6.6"), Control.Pci("1.3.1"), Control.Pci("1.3.2"), Control.Iso("A.8.22")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Resources(GcpTypes.Network).Count > 0)
        {
            judgements.OfWhole(() => Judged(input));
        }
    }

    private static IEnumerable<(Check, Subject?)> Judged(PolicyInput input)
    {
        foreach ((string direction, string ranges) in new[] { ("INGRESS", "sourceRanges"), ("EGRESS", "destinationRanges") })
        {
            List<Outcome> outcomes = [.. input.Resources(GcpTypes.Firewall).Select(f => Denies(f, direction, ranges))];
            if (!outcomes.Contains(Outcome.Passed))
            {
                Outcome outcome = outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown : Outcome.Failed;
                yield return (new Check(outcome, direction, $"no firewall rule denies all {direction} from or to 0.0.0.0/0; one must, after all others"), null);
            }
        }
    }

    private static Outcome Denies(Subject firewall, string direction, string ranges)
    {
        Check[] checks =
        [
            firewall["direction"].MustBeOneOf(direction),
            firewall["disabled"].MustNotBeTrue(),
            firewall[ranges].MustHave("0.0.0.0/0"),
            Check.If(firewall["denies"], f => f.Items.Any(d => d.At("protocol").Text == "all"), "it must deny all protocols"),
        ];
        return checks.Max(c => c.Outcome);
    }
}
