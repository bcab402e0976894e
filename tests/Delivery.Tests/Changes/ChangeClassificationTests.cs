using Infra.Delivery.Calendars;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests.Changes;

public sealed class ChangeClassificationTests
{
    private static readonly Plan Update = Sample.Plan with { Steps = [Sample.Step("a", StepOp.Update, PropertyMap.Empty)] };

    [Theory]
    [InlineData("fix: a fault", ChangeClass.BugFix)]
    [InlineData("fix(network): a fault", ChangeClass.BugFix)]
    [InlineData("revert: a feature", ChangeClass.BugFix)]
    [InlineData("feat: a feature", ChangeClass.Minor)]
    [InlineData("chore: work", ChangeClass.Minor)]
    [InlineData("feat!: another way", ChangeClass.Major)]
    [InlineData("feat: another way\n\nBREAKING CHANGE: all of it", ChangeClass.Major)]
    [InlineData("did something", ChangeClass.Major)]
    [InlineData("fixes: nothing", ChangeClass.Major)]
    [InlineData("did something\n\nChange-Class: bug-fix", ChangeClass.BugFix)]
    [InlineData("fix: x\n\nChange-Class: major", ChangeClass.Major)]
    [InlineData("fix: x\n\nChange-Class: critical-fix\nChange-Class: minor", ChangeClass.Minor)]
    [InlineData("fix: x\n\nChange-Class: harmless", ChangeClass.Major)]
    [InlineData("fix: x\n\nChange-Class: emergency", ChangeClass.CriticalFix)]
    public void A_commit_says_what_it_is(string message, ChangeClass expected) => Assert.Equal(expected, ChangeClassification.Of(Update, [message], null, emergency: false).Class);

    [Fact]
    public void The_riskiest_commit_decides_and_is_named()
    {
        ChangeClassification found = ChangeClassification.Of(Update, ["fix: one", "feat: two", "fix: three"], null, emergency: false);

        Assert.Equal((ChangeClass.Minor, "'feat: two' is a small change"), (found.Class, Assert.Single(found.Why)));
    }

    [Fact]
    public void Steps_raise_what_commits_say()
    {
        ChangeClass Of(PlanStep step) => ChangeClassification.Of(Update with { Steps = [step] }, ["fix: x"], null, emergency: false).Class;

        Assert.Equal(ChangeClass.BugFix, Of(Sample.Step("a", StepOp.Create, PropertyMap.Empty)));
        Assert.Equal(ChangeClass.Minor, Of(Sample.Step("a", StepOp.Delete, PropertyMap.Empty)));
        Assert.Equal(ChangeClass.Major, Of(Sample.Step("a", StepOp.Replace, PropertyMap.Empty) with { Stateful = true }));
    }

    [Fact]
    public void It_is_raised_by_hand_and_never_lowered()
    {
        Assert.Equal(ChangeClass.Major, ChangeClassification.Of(Update, ["fix: x"], ChangeClass.Major, emergency: false).Class);
        Assert.Equal(ChangeClass.Minor, ChangeClassification.Of(Update, ["feat: x"], ChangeClass.Emergency, emergency: false).Class);
    }

    [Fact]
    public void Without_commits_it_is_major() => Assert.Equal(ChangeClass.Major, ChangeClassification.Of(Update, [], ChangeClass.BugFix, emergency: false).Class);

    [Fact]
    public void Only_the_emergency_path_makes_an_emergency() => Assert.Equal(ChangeClass.Emergency, ChangeClassification.Of(Update, ["feat!: x"], null, emergency: true).Class);
}
