using Infra.Model.Tests;
using Infra.Settings.Waivers;

namespace Infra.Settings.Tests;

public sealed class WaiverFileTests
{
    private const string Good = """
        waivers:
          exports:
            rule: GCS004
            resource: urn:pulumi:prod::infra::gcp:storage/bucket:Bucket::setu-*
            reason: The partner's tool cannot read encrypted objects
            owner: payments@setu-retail.example
            approver: security@setu-retail.example
            expires: "2027-03-01"

        """;

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(WaiverFile.Parse("w.yaml", Repository.Read("stacks/rules/waivers.yaml")).Problems);

    [Fact]
    public void A_waiver_is_read_with_its_line() =>
        Assert.Equal(
            new Waiver("exports", "GCS004", "urn:pulumi:prod::infra::gcp:storage/bucket:Bucket::setu-*", "The partner's tool cannot read encrypted objects", "payments@setu-retail.example", "security@setu-retail.example", new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), 2),
            Assert.Single(WaiverFile.Parse("w.yaml", Good).Waivers));

    [Theory]
    [InlineData("GCS004", "gcs4", "the id of a rule is two or more capital letters")]
    [InlineData("urn:pulumi:prod::infra::gcp:storage/bucket:Bucket::setu-*", "'*'", "begins with urn:pulumi:ENV:: or gitops/ENV/")]
    [InlineData("2027-03-01", "2027-02-30", "is a day of the calendar")]
    [InlineData("security@", "payments@", "nobody waives what is theirs")]
    [InlineData("            reason:", "            because:", "because")]
    public void What_is_wrong_is_refused_with_its_rule(string old, string fresh, string said)
    {
        var (waivers, problems) = WaiverFile.Parse("w.yaml", Good.Replace(old.Trim(), fresh.Trim(), StringComparison.Ordinal));

        Assert.Empty(waivers);
        Assert.Contains(problems, p => p.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_come_at_once() =>
        Assert.Equal(2, WaiverFile.Parse("w.yaml", Good.Replace("GCS004", "x", StringComparison.Ordinal).Replace("2027-03-01", "soon", StringComparison.Ordinal)).Problems.Length);
}
