using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

/// <summary>What nobody could ever approve is said before somebody has to.</summary>
public sealed class UnfillablePlacesTests
{
    private static readonly string Text = Repository.Read("stacks/delivery/approvals.yaml");

    [Fact]
    public void Of_the_committed_company_everything_can_be_approved() => Assert.Empty(Of(Text));

    [Fact]
    public void A_role_of_overrides_that_nobody_has_is_named_with_every_environment_that_is_held()
    {
        string text = Text.Replace("  cto:\n    people:\n      - vikram\n", "", StringComparison.Ordinal).Replace("      cto: 1\n", "      business_owner: 1\n", StringComparison.Ordinal);

        Assert.Equal(
            ["an override of windows and freezes of staging, prod could never be approved: it needs business_owner, cto, incident_commander, each by another person and none by whoever made it, and nobody is left for cto"],
            Of(text));
    }

    [Theory]
    [InlineData("  business_head:\n    people:\n      - kavya\n", "  business_head:\n    people:\n      - vikram\n", "a change in a freeze of prod could never be approved: it needs business_head, business_owner, cto, platform_team, security_team, each by another person and none by whoever made it, and nobody is left for ")]
    [InlineData("  compliance_team:\n    people:\n      - dev\n      - nisha\n", "  compliance_team:\n    people:\n      - vikram\n", "")]
    [InlineData("    extra: 1\n", "    extra: 9\n", "a change of critical risk of staging could never be approved: it needs ")]
    public void One_person_fills_one_place_in_every_situation(string part, string other, string said)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);
        string text = Text.Replace(part, other, StringComparison.Ordinal);
        text = said.StartsWith("a change in a freeze", StringComparison.Ordinal) ? text.Replace("      cto: 1\n      business_head: 1\n", "      cto: 1\n", StringComparison.Ordinal).Replace("  emergency:\n    emergency: true\n", "  higher:\n    freeze: high\n    environments:\n      - prod\n    needs:\n      business_head: 1\n  emergency:\n    emergency: true\n", StringComparison.Ordinal) : text;

        if (said.Length == 0)
        {
            Assert.Empty(Of(text));
        }
        else
        {
            Assert.Contains(Of(text), s => s.StartsWith(said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Whoever_makes_a_change_fills_no_place_of_it()
    {
        const string two = """
            people:
              anna:
                github: "1"
                emails:
                  - anna@x.example
              jonas:
                github: "2"
                emails:
                  - jonas@x.example
            roles:
              platform_team:
                people:
                  - anna
              security_team:
                people:
                  - jonas
            tags: {}
            businessHours:
              zone: Europe/Berlin
              from: "09:00"
              until: "18:00"
              days:
                - monday
            lifetimeHours: 24
            reviewHours: 24
            rules:
              all:
                needs:
                  platform_team: 1
                  security_team: 1

            """;

        Assert.StartsWith("a change of staging, prod could never be approved: it needs platform_team, security_team, ", Of(two)[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Of(two.Replace("roles:\n", "  lena:\n    github: \"3\"\n    emails:\n      - lena@x.example\nroles:\n", StringComparison.Ordinal)), s => s.StartsWith("a change of staging", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Of(string text)
    {
        var read = ApprovalFile.Parse("f", text);
        Assert.Empty(read.Problems);
        return UnfillablePlaces.Of(read.Settings!, ["staging", "prod"], ["staging", "prod"]);
    }
}
