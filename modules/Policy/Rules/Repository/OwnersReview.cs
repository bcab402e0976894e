using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Workflows, policies and environments change with their owners' review.</summary>
internal sealed class OwnersReview : ManifestRule
{
    // What may run, what is judged, and what is asked for; a general pattern names nobody for them.
    private static readonly string[] Guarded = ["/.github/", "/modules/Policy/", "/stacks/"];

    public override RuleInfo Info { get; } = new(
        "GIT006",
        Severity.High,
        "Workflows, policies and environments change with their owners' review",
        "Whoever changes what is evaluated, or what evaluates, has approved everything that follows.",
        "Give each of /.github/, /modules/Policy/ and /stacks/ an entry in codeOwners of stacks/delivery/github.yaml, and ask for at least one review.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => [Subject.Repository];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
    [
        .. Guarded.Select(pattern => manifest["codeOwners"].Entry(pattern).MustBeSet()),
        .. manifest["codeOwners"].Entries.Where(e => !Guarded.Contains(e.Key, StringComparer.Ordinal)).Select(e => e.Value.MustBeSet()),
        manifest["reviews"].MustBeAtLeast(1, "review"),
    ];
}
