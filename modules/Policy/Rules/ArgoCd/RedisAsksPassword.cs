using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The cache of Argo CD asks for a password.</summary>
internal sealed class RedisAsksPassword : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO018",
        Severity.High,
        "The cache of Argo CD asks for a password",
        "Whoever writes to the cache decides what is deployed.",
        "Set redis-ha.auth and redis-ha.existingSecret, or externalRedis.existingSecret.",
        [Control.Pci("8.3.1"), Control.Iso("A.8.5")]);

    protected override string Chart => Charts.ArgoCd;

    // The single Redis of the chart always asks for one; its copies and one from elsewhere have to be told.
    protected override IEnumerable<Check> Checks(Field values, PolicyInput input)
    {
        Field copies = values.At("redis-ha");
        Check enabled = copies.At("enabled").MustNotBeTrue();
        if (enabled.Outcome == Outcome.Unknown)
        {
            yield return enabled;
        }
        else if (enabled.Outcome == Outcome.Failed)
        {
            yield return copies.At("auth").MustBe(true);
            yield return copies.At("existingSecret").MustBeSet();
        }

        if (!values.At("externalRedis.host").IsMissing)
        {
            yield return values.At("externalRedis.existingSecret").MustBeSet();
        }

        yield return Check.Passed;
    }
}
