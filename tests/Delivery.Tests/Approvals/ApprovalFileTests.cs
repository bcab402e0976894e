using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

public sealed class ApprovalFileTests
{
    private static readonly string Text = Repository.Read("stacks/delivery/approvals.yaml");

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(ApprovalFile.Parse("stacks/delivery/approvals.yaml", Text).Problems);

    [Theory]
    [InlineData("    - arjun\nroles:", "    - arjn\nroles:", "teams.security[1] is \"arjn\": a team has people of this file. Did you mean arjun?")]
    [InlineData("      - security\n  business_owner", "      - secrity\n  business_owner", "roles.security_team.teams[0] is \"secrity\": a role has teams of this file. Did you mean security?")]
    [InlineData("    needs:\n      platform_team: 1\n  production", "    needs:\n      platfrm_team: 1\n  production", "rules.staging.needs.platfrm_team is \"platfrm_team\": a rule needs roles of this file. Did you mean platform_team?")]
    [InlineData("github: \"90210002\"", "github: \"90210001\"", "people.ravi.github is \"90210001\": two people or bots have one GitHub id, and they would count twice. Delete one.")]
    [InlineData("ravi@setu", "asha@setu", "people.ravi.emails[0] is \"asha@setu-retail.example\": two people have one address, so it is not known whose change it is. Delete one.")]
    [InlineData("      incident_commander: 1\n      cto: 1", "      incident_commander: 1\n      cto: 2", "rules.emergency: this rule needs 3 different people, and even if everybody approved only 2 of its places would be filled. Put more people into its roles, or ask for fewer.")]
    [InlineData("    needs:\n      incident_commander: 1\n      cto: 1\n", "", "rules.emergency: this rule needs nobody, so it holds nothing back. Write needs or extra, or take the rule out.")]
    [InlineData("zone: Asia/Kolkata", "zone: Asia/Bombay", "businessHours.zone is \"Asia/Bombay\": there is no such time zone in the IANA database. Write a name such as Asia/Kolkata.")]
    [InlineData("until: \"18:00\"", "until: \"08:00\"", "businessHours.until is \"08:00\": business hours end on the day on which they begin, after 09:00. Write a later time of day.")]
    [InlineData("    risk: high", "    risk: hihg", "rules.high-risk.risk is \"hihg\": it must be one of medium, high, critical. Did you mean high?")]
    [InlineData("  - vikram\n  - kavya\ntags:", "  - vikram\n  - kavia\ntags:", "owners[1] is \"kavia\": an owner is one of the people of this file. Did you mean kavya?")]
    [InlineData("  - vikram\n  - kavya\ntags:", "  - vikram\ntags:", "owners is \"vikram\": two owners approve together, and this is one alone. Write a second one, or take owners out.")]
    [InlineData("  - vikram\n  - kavya\ntags:", "  - vikram\n  - vikram\ntags:", "owners[1] is \"vikram\": the entries of a list here differ from each other. Delete one.")]
    public void A_mistake_is_named_with_its_mend(string part, string other, string problem)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);

        string found = Assert.Single(ApprovalFile.Parse("f", Text.Replace(part, other, StringComparison.Ordinal)).Problems).ToString();

        Assert.EndsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_are_read_in_order_and_a_file_without_them_has_none()
    {
        string without = Text.Replace("owners:\n  - vikram\n  - kavya\n", "", StringComparison.Ordinal);

        Assert.Equal(["kavya", "vikram"], ApprovalFile.Parse("f", Text).Settings!.Owners);
        Assert.Empty(ApprovalFile.Parse("f", without).Settings!.Owners);
    }

    [Fact]
    public void All_mistakes_come_at_once() => Assert.Equal(
        3, ApprovalFile.Parse("f", Text.Replace("\"90210002\"", "\"90210001\"", StringComparison.Ordinal).Replace("incident_commander: 1\n      cto: 1", "incident_commander: 1\n      cto: 2", StringComparison.Ordinal).Replace("Asia/Kolkata", "Mars", StringComparison.Ordinal)).Problems.Length);
}
