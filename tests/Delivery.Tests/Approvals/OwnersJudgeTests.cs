using System.Collections.Immutable;
using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

public sealed class OwnersJudgeTests
{
    private const string Vikram = "90210004";
    private const string Kavya = "90210009";
    private const string Nisha = "90210007";

    private static readonly string Digest = "sha256:" + new string('d', 64);
    private static readonly string Yes = $"I approve the rules {Digest}";
    private static readonly string No = $"I refuse the rules {Digest}";
    private static readonly DateTimeOffset Now = ApprovalSample.Now;
    private static readonly ApprovalSettings Three = ApprovalSample.Settings with { Owners = ["kavya", "nisha", "vikram"] };

    [Fact]
    public void Two_owners_approve_72_hours_after_the_first_of_them() => Assert.Equal(
        ("kavya, vikram", null, null), Judge(Said(Vikram, hours: 72), Said(Kavya, hours: 0)));

    [Fact]
    public void A_second_too_early_it_is_said_from_when_on_it_counts() => Assert.Equal(
        ("kavya, vikram", $"kavya, vikram approved {Digest} as owners, which counts from 2026-11-20 05:30:01 UTC on", Now.AddSeconds(1)),
        Judge(Said(Vikram, hours: 72) with { At = Now.AddHours(-72).AddSeconds(1) }, Said(Kavya, hours: 1)));

    [Fact]
    public void One_owner_alone_is_not_enough_however_often_they_say_it() => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed", null), Judge(Said(Vikram, hours: 90), Said(Vikram, hours: 80)));

    [Fact]
    public void Whoever_is_no_owner_is_not_heard() => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed", null), Judge(Said(Vikram, hours: 90), Said(Nisha, hours: 80), Said("666", hours: 80), Said(Nisha, No, 80)));

    [Fact]
    public void A_comment_that_is_not_for_sure_an_owners_own_does_not_count_and_is_named() => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed; the comment of kavya does not count: it was edited, moved there or written by an App", null),
        Judge(Said(Vikram, hours: 90), Said(Kavya, hours: 80) with { IsTheirs = false }));

    [Fact]
    public void An_approval_of_thirty_days_ago_has_expired() => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed; the comment of kavya does not count: it has expired", null),
        Judge(Said(Vikram, hours: 90), Said(Kavya, hours: 720)));

    [Fact]
    public void The_hours_begin_with_a_comment_whose_time_is_for_sure()
    {
        OwnersStatement imported = Said(Vikram, hours: 500) with { IsDated = false };

        Assert.Equal(("kavya, vikram", $"kavya, vikram approved {Digest} as owners, which counts from 2026-11-20 05:30:01 UTC on", Now.AddSeconds(1)), Judge(imported, Said(Kavya, hours: 72) with { At = Now.AddHours(-72).AddSeconds(1) }));
        Assert.Equal(("kavya, vikram", null, null), Judge(imported, Said(Kavya, hours: 72)));
        Assert.Equal(
            ("kavya, vikram", $"kavya, vikram approved {Digest} as owners, which counts 72 hours after one of them did so below an issue of somebody else", null),
            Judge(imported, Said(Kavya, hours: 90) with { IsDated = false }));
    }

    [Fact]
    public void An_approval_of_tomorrow_does_not_count_for_ever() => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed; the comment of kavya does not count: it has expired", null), Judge(Said(Vikram, hours: 90), Said(Kavya, hours: -1) with { IsDated = false }));

    [Theory]
    [InlineData("I approve the rules {0}.")]
    [InlineData("> I approve the rules {0}")]
    [InlineData("I approve the rules {0}\nI approve the rules {0}")]
    [InlineData("i approve the rules {0}")]
    [InlineData("I approve the rules\u00a0{0}")]
    [InlineData("\u200bI approve the rules {0}")]
    [InlineData("I would not say: I approve the rules {0}")]
    public void A_text_with_anything_else_in_it_is_no_approval(string text) => Assert.Equal(
        ("vikram", $"vikram approved {Digest} as owner, and a second one is needed", null), Judge(Said(Vikram, hours: 90), Said(Kavya, text.Replace("{0}", Digest, StringComparison.Ordinal), 80)));

    [Fact]
    public void Space_around_the_text_is_no_other_text() => Assert.Equal(("kavya, vikram", null, null), Judge(Said(Vikram, $"\r\n {Yes} \n", 90), Said(Kavya, hours: 80)));

    [Fact]
    public void An_approval_of_other_rules_is_none_of_these() => Assert.Equal(
        ("", $"no owner approved {Digest}, and two are needed", null), Judge(Said(Vikram, Yes.Replace('d', 'e'), 90), Said(Kavya, Yes.ToUpperInvariant(), 80)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_owner_who_refuses_closes_whatever_the_others_say_also_by_an_edited_comment(bool isTheirs) => Assert.Equal(
        ("", $"nisha refused {Digest} as owner", null),
        Judge(Three, Said(Vikram, hours: 90), Said(Kavya, hours: 80), Said(Nisha, hours: 79), Said(Nisha, No, 1) with { IsTheirs = isTheirs }));

    [Fact]
    public void Rules_without_owners_ask_nobody() => Assert.Equal(
        ("", "the rules that were approved before list no owners who could stand in", null), Judge(ApprovalSample.Settings with { Owners = [] }, Said(Vikram, hours: 90), Said(Kavya, hours: 90)));

    private static OwnersStatement Said(string person, string text, double hours) => new(person, text, Now.AddHours(-hours), IsTheirs: true, IsDated: true);

    private static OwnersStatement Said(string person, double hours) => Said(person, Yes, hours);

    private static (string Owners, string? Problem, DateTimeOffset? Until) Judge(params ImmutableArray<OwnersStatement> said) => Judge(ApprovalSample.Settings, said);

    private static (string Owners, string? Problem, DateTimeOffset? Until) Judge(ApprovalSettings settings, params ImmutableArray<OwnersStatement> said)
    {
        OwnersConsent consent = OwnersJudge.Judge(settings, Digest, said, Now);
        return (string.Join(", ", consent.Owners), consent.Problem, consent.Until);
    }
}
