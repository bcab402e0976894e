using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every action is pinned to a commit.</summary>
internal sealed class ActionsPinned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF001",
        Severity.High,
        "Every action is pinned to a commit",
        "A tag can be moved to other code by whoever gets hold of the action.",
        "Write uses: OWNER/NAME@ and the 40 digits of a commit.",
        [Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field uses in WorkflowParts.Steps(manifest).Select(s => s.At("uses")).Where(u => !u.IsMissing && u.Text?.StartsWith("./", StringComparison.Ordinal) != true))
        {
            yield return Check.If(uses, f => Pinned().IsMatch(f.Text ?? ""), "it must end with @ and a commit of 40 hexadecimal digits");
        }
    }

    private static Regex Pinned() => new("^[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+@[0-9a-f]{40}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
