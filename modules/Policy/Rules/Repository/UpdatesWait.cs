using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>New versions of packages wait a week before they are proposed.</summary>
internal sealed class UpdatesWait : ManifestRule
{
    // Most poisoned versions are found and withdrawn within days; zizmor's audit dependabot-cooldown asks for a week too.
    private const int LeastDays = 7;

    private static readonly string[] Ecosystems = ["github-actions", "npm", "nuget"];

    public override RuleInfo Info { get; } = new(
        "GIT007",
        Severity.Medium,
        "New versions of packages wait a week before they are proposed",
        "A version that was published with malice is usually found within days, by those who took it at once.",
        "Give every entry of updates in .github/dependabot.yml a schedule and cooldown.default-days of at least 7, and have one each for nuget, npm and github-actions.",
        [Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Kinds => [Subject.Updates];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field updates = manifest["updates"];
        foreach (string ecosystem in Ecosystems)
        {
            yield return Check.If(updates, f => f.Items.Any(u => u.At("package-ecosystem").Text == ecosystem), $"it must have an entry for {ecosystem}");
        }

        foreach (Field update in updates.Items)
        {
            yield return update.At("schedule.interval").MustBeSet();
            yield return update.At("cooldown.default-days").MustBeAtLeast(LeastDays, "days");
            foreach (Field exception in new[] { "semver-major-days", "semver-minor-days", "semver-patch-days" }.Select(n => update.At($"cooldown.{n}")).Where(f => !f.IsMissing))
            {
                yield return exception.MustBeAtLeast(LeastDays, "days");
            }

            yield return update.At("cooldown.exclude").MustNotBeSet("what is left out does not wait");
            yield return update.At("cooldown.include").MustNotBeSet("what it does not name does not wait");
        }
    }
}
