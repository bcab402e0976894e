using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An identity answers one environment and one branch.</summary>
internal sealed class IdentityBoundToEnvironment : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM008",
        Severity.Critical,
        "An identity answers one environment and one branch",
        "A binding to a repository alone lets every branch and pull request apply.",
        "Bind principalSet://…/attribute.application/REPOSITORY:ENVIRONMENT:deploy.yml@REF, or attribute.deployment/REPOSITORY:ENVIRONMENT:REF; an account that only plans answers REPOSITORY:ENVIRONMENT-plan on any branch.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.31")]);

    protected override ImmutableArray<string> Types => [GcpTypes.AccountMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        if (resource["role"].Text != "roles/iam.workloadIdentityUser")
        {
            yield break;
        }

        yield return Check.If(
            resource["member"],
            f => f.Text is { } member && (!member.StartsWith("principal", StringComparison.Ordinal) || Bound().IsMatch(member)),
            "it must name repository, environment and branch: …/attribute.NAME/REPOSITORY:ENVIRONMENT:refs/heads/BRANCH, or for planning …/REPOSITORY:ENVIRONMENT-plan");
    }

    // Previews of pull requests plan, so an environment that ends in -plan needs no branch; a repository is always there.
    private static Regex Bound() => new(@"/attribute\.[a-z_]+/[0-9]+:([A-Za-z0-9_-]+:([A-Za-z0-9._-]+@)?refs/.+|[A-Za-z0-9_-]+-plan)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
