using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Policy.Compliance;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Policy.Tests;

public sealed class ComplianceTests
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 21, 4, 30, 0, TimeSpan.Zero).AddMilliseconds(7);

    // GCS007 proves PCI DSS, ISO 27001, RBI and NPCI; GKE012 and the like prove others.
    private static readonly RuleInfo Audit = RuleCatalog.Find("GCS007")!.Info;

    [Theory]
    [InlineData(":root { color-scheme: light dark;")]
    [InlineData("(prefers-color-scheme: dark) { :root {")]
    [InlineData("@media print { :root {")]
    public void Every_text_of_the_page_stands_out_from_its_paper_by_light_by_dark_and_in_print(string palette)
    {
        string page = CompliancePage.Write(Report(Industry.Fintech, [Found(Audit, Outcome.Failed)]));
        string rule = page[page.IndexOf(palette, StringComparison.Ordinal)..];
        Dictionary<string, double> colours = rule[..rule.IndexOf('}', StringComparison.Ordinal)].Split("--").Skip(1).Select(c => c.Split(": ")).ToDictionary(c => c[0], c => Luminance(c[1].Trim(' ', ';')), StringComparer.Ordinal);

        // 4.5 to 1: https://www.w3.org/TR/WCAG22/#contrast-minimum
        Assert.Equal(["bad", "good", "ink", "open", "quiet"], colours.Keys.Except(["paper", "line"]).Order(StringComparer.Ordinal));
        Assert.All(colours.Where(c => c.Key is not ("paper" or "line")), c => Assert.InRange((Math.Max(c.Value, colours["paper"]) + 0.05) / (Math.Min(c.Value, colours["paper"]) + 0.05), 4.5, 21));
    }

    [Fact]
    public void The_page_can_be_read_aloud_fetches_nothing_and_repeats_its_headings_on_paper()
    {
        string page = CompliancePage.Write(Report(Industry.Fintech, [Found(Audit, Outcome.Failed)]));

        Assert.DoesNotContain("<th>", page, StringComparison.Ordinal);
        Assert.All(new[] { "<html lang=\"en\">", "<main>", "<h1>" }, once => Assert.Equal(2, page.Split(once).Length));
        Assert.Equal(page.Split("<table>").Length, page.Split("<thead>").Length);
        Assert.Contains("thead { display: table-header-group }", page, StringComparison.Ordinal);
        Assert.Contains("@page { size: A4;", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<link|<img|url\\(|@import|https?://", page);
    }

    private static double Luminance(string colour)
    {
        string hex = colour.Length == 4 ? string.Concat(colour[1..].Select(c => $"{c}{c}")) : colour[1..];
        double[] parts = [.. Convert.FromHexString(hex).Select(b => b / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [Fact]
    public void A_score_is_what_passed_of_all_that_is_known_and_never_rounded_up_to_a_hundred()
    {
        Assert.Equal(66.66m, new FrameworkScore(Framework.Rbi, 2, 1, 50).Score);
        Assert.Equal(99.99m, new FrameworkScore(Framework.Rbi, 1_000_000, 1, 0).Score);
        Assert.Equal(0m, new FrameworkScore(Framework.Rbi, 0, 0, 3).Score);
        Assert.Equal(100m, new FrameworkScore(Framework.Rbi, 3, 0, 0).Score);
    }

    [Theory]
    [InlineData(Outcome.Passed, true)]
    [InlineData(Outcome.Unknown, false)]
    [InlineData(Outcome.Waived, false)]
    [InlineData(Outcome.Failed, false)]
    [InlineData(Outcome.Errored, false)]
    public void A_certificate_is_given_only_where_everything_is_known_and_holds(Outcome one, bool isGiven) =>
        Assert.Equal(isGiven, Report(Industry.Fintech, [.. All(Outcome.Passed), Found(Audit, one)]).Certificate is not null);

    [Fact]
    public void A_framework_about_which_nothing_is_known_is_not_met() => Assert.Null(Report(Industry.Fintech, [Found(Audit, Outcome.Passed)]).Certificate);

    [Fact]
    public void A_certificate_is_good_for_ninety_days_and_named_by_what_it_says()
    {
        Certificate certificate = Report(Industry.Fintech, [.. All(Outcome.Passed)]).Certificate!;

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 4, 30, 0, TimeSpan.Zero), certificate.IssuedAt);
        Assert.Equal(new DateTimeOffset(2027, 2, 19, 4, 30, 0, TimeSpan.Zero), certificate.ValidUntil);
        Assert.Equal("prod@sha256:p", certificate.Deployment);
        Assert.Matches("^[0-9a-f]{32}$", certificate.Id);
        Assert.Equal(certificate.Id, (certificate with { }).Id);
        Assert.NotEqual(certificate.Id, (certificate with { Evidence = certificate.Evidence.SetItem("plan", "sha256:q") }).Id);
        Assert.NotEqual(certificate.Id, (certificate with { IssuedAt = certificate.IssuedAt.AddSeconds(1) }).Id);
    }

    [Fact]
    public void A_violation_names_guideline_requirement_details_severity_and_penalty_of_each_binding_control()
    {
        ComplianceReport report = Report(Industry.Healthcare, [Found(Audit, Outcome.Failed)]);

        ComplianceViolation violation = Assert.Single(report.Violations);
        Assert.Equal((Framework.Iso27001, "A.5.33", Severity.Critical), (violation.Guideline, violation.Requirement, violation.Severity));
        Assert.Equal($"GCS007 {Audit.Title}: it is so", violation.Details);
        Assert.Equal("A nonconformity in the next audit; the certificate may be suspended.", violation.Penalty);
        Assert.True(report.IsBlocked);
        Assert.Equal(["GCS007"], report.Remediation.Select(s => s.Rule.Id));
    }

    [Theory]
    [InlineData(Industry.Fintech, "", "CIS GKE, DPDP, ISO 27001, IT Act, NPCI, PCI DSS, RBI")]
    [InlineData(Industry.ECommerce, "", "CIS GKE, DPDP, ISO 27001, IT Act, PCI DSS")]
    [InlineData(Industry.ECommerce, "upi", "CIS GKE, DPDP, ISO 27001, IT Act, NPCI, PCI DSS")]
    [InlineData(Industry.Government, "", "CIS GKE, DPDP, ISO 27001, IT Act")]
    [InlineData(Industry.Healthcare, "wallet", "CIS GKE, DPDP, ISO 27001, IT Act, NPCI, RBI")]
    public void Industry_and_tags_choose_what_binds(Industry industry, string tag, string titles) =>
        Assert.Equal(titles, string.Join(", ", BindingFrameworks.Of(CountryCode.Of("IN"), industry, tag.Length == 0 ? [] : [tag]).Select(f => f.Title())));

    [Fact]
    public void Every_framework_is_proved_by_some_rule_and_has_a_penalty()
    {
        Assert.Equal(Enum.GetValues<Framework>(), RuleCatalog.All.SelectMany(r => r.Info.Controls).Select(c => c.Framework).Distinct().Order());
        Assert.All(Enum.GetValues<Framework>(), f => Assert.NotEmpty(f.Penalty()));
    }

    [Fact]
    public void The_page_is_whole_in_itself_and_runs_nothing_of_what_it_shows()
    {
        string page = CompliancePage.Write(Report(Industry.Fintech, [Found(Audit, Outcome.Failed) with { Subject = "<script>alert(1)</script>", Message = "\" onload=\u001b[31m&<img src=http://a.example/x>" }]));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    private static Finding Found(RuleInfo rule, Outcome outcome) => new() { Rule = rule, Outcome = outcome, Subject = "s", Message = outcome == Outcome.Passed ? "" : "it is so" };

    private static IEnumerable<Finding> All(Outcome outcome) => RuleCatalog.All.Select(r => Found(r.Info, outcome));

    private static ComplianceReport Report(Industry industry, ImmutableArray<Finding> findings, bool isDryRun = false, string country = "IN") => ComplianceReport.Of(
        new("prod", findings), CountryCode.Of(country), industry, [], Now, "sha256:p", ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("plan", "sha256:p")]), isDryRun);

    [Fact]
    public void Laws_and_networks_of_India_bind_there_alone()
    {
        Assert.Equal([Framework.CisGke, Framework.Iso27001, Framework.PciDss], BindingFrameworks.Of(CountryCode.Of("DE"), Industry.Fintech, ["payment", "upi", "wallet"]));
        Assert.Equal(Enum.GetValues<Framework>(), BindingFrameworks.Of(CountryCode.Of("IN"), Industry.Fintech, []));
    }

    [Fact]
    public void A_dry_run_is_stamped_as_one_and_is_never_a_certificate()
    {
        ComplianceReport real = Report(Industry.Fintech, [.. All(Outcome.Passed)]);
        ComplianceReport dry = Report(Industry.Fintech, [.. All(Outcome.Passed)], isDryRun: true);

        Assert.NotNull(real.Certificate);
        Assert.DoesNotContain("class=\"stamp\"", CompliancePage.Write(real), StringComparison.Ordinal);
        Assert.Null(dry.Certificate);
        Assert.Contains("<p class=\"stamp\">Dry run in the emulator.", CompliancePage.Write(dry), StringComparison.Ordinal);
        Assert.Contains("No certificate: this is of a dry run in the emulator", CompliancePage.Write(dry), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_says_how_many_controls_of_a_framework_are_checked_at_all()
    {
        FrameworkScore iso = Report(Industry.Fintech, [.. All(Outcome.Passed)]).Scores.Single(s => s.Framework == Framework.Iso27001);

        Assert.Equal(RuleCatalog.All.SelectMany(r => r.Info.Controls).Where(c => c.Framework == Framework.Iso27001).Select(c => c.Id).Distinct(StringComparer.Ordinal).Count(), iso.Checked);
        Assert.Equal($"{iso.Checked} of 93 controls checked", iso.Coverage);
    }
}
