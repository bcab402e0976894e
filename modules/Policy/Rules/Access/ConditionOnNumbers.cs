using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Repositories are known by number.</summary>
internal sealed class ConditionOnNumbers : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM006",
        Severity.Critical,
        "Repositories are known by number",
        "Names can be given up and taken by others; numbers cannot.",
        "Compare assertion.repository_owner_id and assertion.repository_id with numbers.",
        [Control.Pci("8.2.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.PoolProvider];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        Field condition = resource["attributeCondition"];
        yield return Check.If(condition, f => Number("repository_owner_id").IsMatch(f.Text ?? ""), "it must compare assertion.repository_owner_id with a number");
        yield return Check.If(condition, f => Number("repository_id").IsMatch(f.Text ?? ""), "it must compare assertion.repository_id with a number");
        // Behind an "or" each side alone lets somebody in.
        yield return Check.If(condition, f => f.Text?.Contains("||", StringComparison.Ordinal) != true, "it must not hold ||, behind which one comparison is enough");
    }

    private static Regex Number(string claim) => new($@"assertion\.{claim}\s*==\s*['""][0-9]+['""]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
