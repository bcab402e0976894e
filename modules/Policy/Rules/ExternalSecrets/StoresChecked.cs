using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A store that nobody could check is refused.</summary>
internal sealed class StoresChecked : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO013",
        Severity.Medium,
        "A store that nobody could check is refused",
        "Without the webhook a store of the old form or without conditions gets in.",
        "Set webhook.create to true and webhook.failurePolicy to Fail.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.9")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("webhook.create").MustBe(true),
        values.At("webhook.failurePolicy").MustBeOneOf("Fail"),
        values.At("webhook.hostNetwork").MustBe(false),
    ];
}
