using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Infra.Cli.Tests;
using Infra.Delivery.Approvals;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Pipeline.Demonstrating;
using Infra.Pipeline.Workspace;
using Check = FsCheck.Check;

namespace Infra.Demo.Tests;

/// <summary>What the demo takes from a company's own files: people for open places, moments of the calendar, keys in a list.</summary>
public sealed class DemoPartsTests : IDisposable
{
    private readonly Workspace workspace = new();

    private Repository Repository => Repository.Find(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null));

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("security_team platform_team")]
    [InlineData("business_owner compliance_team cto")]
    [InlineData("* * * * * * * * *")]
    [InlineData("cto business_owner compliance_team incident_commander incident_commander *")]
    public void A_person_of_the_role_fills_each_place_and_nobody_two(string places)
    {
        ApprovalSettings settings = Repository.Approvals();
        string?[] roles = [.. places.Split(' ').Select(p => p == "*" ? null : p)];

        var chosen = new DemoApprovers(settings).For(roles, []);

        Assert.Equal(roles.Length, chosen.Select(c => c.Person).Distinct(StringComparer.Ordinal).Count());
        Assert.All(chosen, c => Assert.Contains(c.Role, settings.RolesOf(c.Person)));
        Assert.All(roles.OfType<string>().Distinct(StringComparer.Ordinal), r => Assert.True(chosen.Count(c => c.Role == r) >= roles.Count(p => p == r), r));
    }

    [Fact]
    public void Too_few_people_are_said_with_the_roles()
    {
        InfraException refused = Assert.Throws<InfraException>(() => new DemoApprovers(Repository.Approvals()).For(["cto", "business_head", "cto"], []));

        Assert.Equal("stacks/delivery/approvals.yaml has not enough people to approve as business_head, cto, cto, each another person. Add people to these roles.", refused.Message);
    }

    [Theory]
    [InlineData("2026-11-21T04:30:00Z", "2026-11-23 09:00 +05:30")]
    [InlineData("2026-11-23T06:05:00Z", "2026-11-23 14:00 +05:30")]
    [InlineData("2026-11-23T09:31:07Z", "2026-11-23 15:01 +05:30")]
    public void The_next_moment_is_one_at_which_production_is_open_and_people_are_at_work(string from, string expected)
    {
        DemoMoments moments = Moments();

        Assert.Equal(expected, moments.Local(moments.Open(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_next_freeze_is_found_on_a_working_day()
    {
        DemoMoments moments = Moments();

        Assert.Equal("2026-12-24 09:00 +05:30", moments.Local(moments.Frozen(DateTimeOffset.Parse("2026-11-30T04:30:00Z", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Weeks_before_a_freeze_count_where_its_own_days_have_no_business()
    {
        workspace.Replace("stacks/delivery/approvals.yaml", "  days:\n    - monday\n    - tuesday\n    - wednesday\n    - thursday\n    - friday\n", "  days:\n    - wednesday\n");
        Freeze("2026-12-25", "2026-12-25");
        DemoMoments moments = Moments();

        Assert.Equal("2026-12-16 09:00 +05:30", moments.Local(moments.Frozen(DateTimeOffset.Parse("2026-11-30T04:30:00Z", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_calendar_that_never_freezes_production_is_said()
    {
        string calendar = workspace.Read("stacks/delivery/calendar.yaml");
        int from = calendar.IndexOf("\nfreezes:\n", StringComparison.Ordinal);
        workspace.Write("stacks/delivery/calendar.yaml", calendar[..from] + calendar[from..].Replace("      - prod\n", "      - dev\n", StringComparison.Ordinal));
        DemoMoments moments = Moments();

        Assert.Equal(
            "stacks/delivery/calendar.yaml has no moment in the 400 days from 2026-11-30 10:00 +05:30 at which prod is frozen within business hours, and the demo needs one. Widen the calendar, or businessHours of stacks/delivery/approvals.yaml.",
            Assert.Throws<InfraException>(() => moments.Frozen(DateTimeOffset.Parse("2026-11-30T04:30:00Z", CultureInfo.InvariantCulture))).Message);
    }

    [Fact]
    public void A_year_that_the_calendar_does_not_have_is_no_open_one() =>
        Assert.StartsWith("stacks/delivery/calendar.yaml has no moment in the 400 days from 2030-01-07", Assert.Throws<InfraException>(() => Moments().Open(DateTimeOffset.Parse("2030-01-07T04:30:00Z", CultureInfo.InvariantCulture))).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_are_listed_beside_those_that_people_have_and_the_rest_of_the_file_stays()
    {
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string listed = $"    keys:\n      laptop:\n        publicKey: {Convert.ToBase64String(own.ExportSubjectPublicKeyInfo())}\n        from: \"2026-01-01T00:00:00Z\"\n        until: \"2027-01-01T00:00:00Z\"\n";
        workspace.Replace("stacks/delivery/approvals.yaml", "      - asha@setu-retail.example\n", "      - asha@setu-retail.example\n" + listed);
        string before = workspace.Read("stacks/delivery/approvals.yaml");

        string after = DemoKeys.Make(new DiskFileSystem(), workspace.Folder, Repository.Approvals(), before, DateTimeOffset.Parse("2026-11-30T04:30:00Z", CultureInfo.InvariantCulture));
        workspace.Write("stacks/delivery/approvals.yaml", after);

        ApprovalSettings settings = Repository.Approvals();
        Assert.Equal(["demo", "laptop"], settings.Person("asha")!.Keys.Select(k => k.Name.Split('/')[^1]).Order(StringComparer.Ordinal));
        Assert.All(settings.People, p => Assert.True(File.Exists(Path.Combine(workspace.Folder, DemoKeys.FileOf(p.Name)))));
        string[] lines = after.Split('\n');
        Assert.All(before.Split('\n'), l => Assert.Contains(l, lines));
    }

    [Fact]
    public void What_is_typed_is_read_by_a_shell_as_it_was_meant() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(),
        word => Unquoted(TypedCommand.Git("log", word.Get).Typed) == $"git log {word.Get}"));

    // The only freeze of production, two weeks of preparation before it.
    private void Freeze(string first, string last)
    {
        string calendar = workspace.Read("stacks/delivery/calendar.yaml");
        int from = calendar.IndexOf("\nfreezes:\n", StringComparison.Ordinal);
        workspace.Write("stacks/delivery/calendar.yaml", calendar[..from] + calendar[from..].Replace("      - prod\n", "      - dev\n", StringComparison.Ordinal) + $"  only:\n    first: \"{first}\"\n    last: \"{last}\"\n    level: extreme\n    preparationWeeks: 2\n    environments:\n      - prod\n    reason: The data moves\n    source: https://setu-retail.example/moves\n");
    }

    private DemoMoments Moments() => new(Repository.ReadCalendar(), Repository.Approvals().BusinessHours, Repository.Stack("prod"));

    // As a shell reads words of which each is plain or in single quotes with \' between.
    private static string Unquoted(string typed)
    {
        System.Text.StringBuilder read = new();
        bool quoted = false;
        for (int i = 0; i < typed.Length; i++)
        {
            if (typed[i] == '\'')
            {
                quoted = !quoted;
            }
            else if (typed[i] == '\\' && !quoted)
            {
                read.Append(typed[++i]);
            }
            else
            {
                read.Append(typed[i]);
            }
        }

        return read.ToString();
    }
}
