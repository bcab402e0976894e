using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Settings.Waivers;

namespace Infra.Policy.Tests;

public sealed class WaivingTests
{
    private const string Urn = "urn:pulumi:prod::infra::gcp:storage/bucket:Bucket::";
    private static readonly DateTimeOffset Now = new(2027, 1, 31, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void A_violation_that_a_waiver_names_is_let_through_counted_and_shown_with_its_reason()
    {
        PolicyReport report = Report("a-bucket").With([Waiver($"{Urn}a-*")], Now, isWhole: true);

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(Outcome.Waived, finding.Outcome);
        Assert.Equal("The tool of the partner (w, for owner@s.example by approver@s.example until 2027-02-01)", finding.Waiver);
        Assert.True(report.IsClean);
        Assert.Equal(1, report.Count(Outcome.Waived));
    }

    [Fact]
    public void A_waiver_ends_with_the_second_before_its_day()
    {
        PolicyReport report = Report("a-bucket").With([Waiver($"{Urn}a-*")], Now.AddSeconds(1), isWhole: true);

        Assert.Equal(["GCS001 Failed", "WVR001 Failed"], Said(report));
        Assert.Equal((WaiverFile.Path, 7), (report.Findings[1].File, report.Findings[1].Line));
        Assert.Equal($"it ended on 2027-02-01; owner@s.example was to fix GCS001 of {Urn}a-*", report.Findings[1].Message);
    }

    [Theory]
    [InlineData(true, "GCS001 Failed|WVR002 Failed")]
    [InlineData(false, "GCS001 Failed")]
    public void A_waiver_that_lets_nothing_through_is_a_violation_where_everything_was_judged(bool isWhole, string said) =>
        Assert.Equal(said, string.Join('|', Said(Report("a-bucket").With([Waiver($"{Urn}b-*")], Now, isWhole))));

    [Fact]
    public void A_waiver_of_everything_of_a_type_lets_nothing_through() =>
        Assert.Equal(["GCS001 Failed", "WVR003 Failed"], Said(Report("a-bucket").With([Waiver($"{Urn}*")], Now, isWhole: true)));

    [Fact]
    public void A_waiver_lets_ten_resources_through_and_not_eleven()
    {
        ImmutableArray<Waiver> waivers = [Waiver($"{Urn}a-*")];

        Assert.True(Report([.. Enumerable.Range(0, 10).Select(i => $"a-{i}")]).With(waivers, Now, isWhole: true).IsClean);
        PolicyReport eleven = Report([.. Enumerable.Range(0, 11).Select(i => $"a-{i}")]).With(waivers, Now, isWhole: true);
        Assert.Equal(0, eleven.Count(Outcome.Waived));
        Assert.Equal("WVR003", eleven.Findings[^1].Rule.Id);
    }

    [Theory]
    [InlineData("urn:pulumi:prod::infra::gcp:*::a-bucket")]
    [InlineData("urn:pulumi:prod::*::a-bucket")]
    public void A_star_does_not_reach_over_the_end_of_a_name(string resource) =>
        Assert.Equal(["GCS001 Failed", "WVR002 Failed"], Said(Report("a-bucket").With([Waiver(resource)], Now, isWhole: true)));

    [Fact]
    public void A_waiver_of_another_environment_or_another_rule_is_left_alone()
    {
        Assert.Equal(["GCS001 Failed"], Said(Report("a-bucket").With([Waiver("urn:pulumi:dev::infra::gcp:storage/bucket:Bucket::a-bucket")], Now, isWhole: true)));
        Assert.Equal(["GCS001 Failed", "WVR002 Failed"], Said(Report("a-bucket").With([Waiver($"{Urn}a-bucket") with { Rule = "GCS002" }], Now, isWhole: true)));
    }

    [Fact]
    public void A_rule_that_broke_cannot_be_waived()
    {
        PolicyReport broken = Report("a-bucket");
        broken = broken with { Findings = [broken.Findings[0] with { Outcome = Outcome.Errored }] };

        Assert.False(broken.With([Waiver($"{Urn}a-bucket")], Now, isWhole: true).IsClean);
    }

    private static string[] Said(PolicyReport report) => [.. report.Findings.Select(f => $"{f.Rule.Id} {f.Outcome}")];

    private static PolicyReport Report(params string[] names) =>
        new("prod", [.. names.Select(n => new Finding { Rule = RuleCatalog.Find("GCS001")!.Info, Outcome = Outcome.Failed, Subject = Urn + n, Message = "m" })]);

    private static Waiver Waiver(string resource) => new("w", "GCS001", resource, "The tool of the partner", "owner@s.example", "approver@s.example", new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), 7);
}
