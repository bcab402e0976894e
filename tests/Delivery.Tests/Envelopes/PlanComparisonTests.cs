using Infra.Delivery.Envelopes;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests;

public sealed class PlanComparisonTests
{
    [Fact]
    public void What_differs_between_two_plans_is_named_by_resource()
    {
        Plan was = Sample.Plan;
        (Plan Present, string Difference)[] cases =
        [
            (was with { Steps = was.Steps.RemoveAt(2) }, $"{Sample.Urn("old")}: delete was sealed, and is not planned any more"),
            (was with { Steps = was.Steps.Add(Sample.Step("new", StepOp.Create, PropertyMap.Empty)) }, $"{Sample.Urn("new")}: create is planned, and was not sealed"),
            (was with { Steps = was.Steps.SetItem(0, was.Steps[0] with { Op = StepOp.Replace }) }, $"{Sample.Urn("network")}: create was sealed, and replace is planned"),
            (was with { Steps = was.Steps.SetItem(0, was.Steps[0] with { Inputs = was.Steps[0].Inputs.With("mtu", PropertyValue.Of(1500)) }) }, $"{Sample.Urn("network")}: mtu is not as it was sealed"),
            (was with { Steps = was.Steps.SetItem(1, was.Steps[1] with { Protect = false }) }, $"{Sample.Urn("secret")}: how it is protected or replaced is not as it was sealed"),
            (was with { Steps = was.Steps.SetItem(1, was.Steps[1] with { DependsOn = [] }) }, $"{Sample.Urn("secret")}: what it depends on is not as it was sealed"),
            (was with { Steps = was.Steps.SetItem(1, was.Steps[1] with { Diff = [] }) }, $"{Sample.Urn("secret")}: what it changes is not as it was sealed"),
            (was with { Steps = [was.Steps[1], was.Steps[0], was.Steps[2]] }, "the steps come in another order"),
            (was with { Outputs = PropertyMap.Empty }, "the outputs of the stack differ"),
        ];

        Assert.All(cases, c => Assert.Equal([c.Difference], PlanComparison.Differences(was, c.Present)));
    }

    [Fact]
    public void A_secret_that_changed_is_named_and_not_shown()
    {
        Plan now = Sample.Plan with
        {
            Steps = Sample.Plan.Steps.SetItem(1, Sample.Plan.Steps[1] with { Inputs = Sample.Plan.Steps[1].Inputs.With("value", new SecretValue(new string('f', 64), PropertyValue.Of("hunter2"))) }),
        };

        Assert.Equal([$"{Sample.Urn("secret")}: value is not as it was sealed"], PlanComparison.Differences(Sample.Plan, now));
    }
}
