using Infra.Delivery.Gates;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests.Gates;

public sealed class RollbackReadyTests
{
    private static readonly RollbackReady Gate = new(new());

    private static string Facts(string commit, string rehearsed) => $$"""{"plan":"revert","commit":"{{commit}}","rehearsedAt":"{{rehearsed}}"}""";

    [Fact]
    public void A_rehearsed_way_back_passes() => Assert.Equal((GateOutcome.Passed, "revert the commit, dry run at 2026-11-01T00:00:00Z"), GateSample.Judge(Gate, GateSample.Open));

    [Fact]
    public void A_way_back_to_the_same_commit_is_none() => Assert.Equal(
        (GateOutcome.Blocked, "it would go back to the commit that is applied"), GateSample.Judge(Gate, GateSample.With(GateName.RollbackReady, Facts(Sample.Seal.Commit!, "2026-11-01T00:00:00Z"))));

    [Fact]
    public void An_old_rehearsal_does_not_count() => Assert.Equal(GateOutcome.Blocked, Gate.Judge(GateSample.With(GateName.RollbackReady, Facts("b", "2026-08-01T00:00:00Z"))).Outcome);

    [Fact]
    public void A_rehearsal_of_the_future_is_invalid() => Assert.Equal(GateOutcome.Invalid, Gate.Judge(GateSample.With(GateName.RollbackReady, Facts("b", "2027-08-01T00:00:00Z"))).Outcome);

    [Fact]
    public void Where_nothing_runs_yet_nothing_that_is_there_may_change()
    {
        GateFacts first = GateSample.With(GateName.RollbackReady, Facts("none", "2026-11-01T00:00:00Z"));
        GateFacts making = first with { Plan = Sample.Plan with { Steps = [Sample.Step("network", StepOp.Create, PropertyMap.Empty)] } };
        GateFacts changing = first with { Plan = Sample.Plan with { Steps = [Sample.Step("network", StepOp.Update, PropertyMap.Empty)] } };

        Assert.Equal(GateOutcome.Passed, Gate.Judge(making).Outcome);
        Assert.Equal((GateOutcome.Blocked, "its evidence says that nothing runs yet, and the plan changes network"), GateSample.Judge(Gate, changing));
    }

    [Fact]
    public void What_cannot_be_made_again_has_no_way_back()
    {
        GateFacts losing = GateSample.Open with { Plan = Sample.Plan with { Steps = [Sample.Step("bucket", StepOp.Delete, PropertyMap.Empty) with { Stateful = true }] } };

        Assert.Equal((GateOutcome.Blocked, "bucket cannot be made again, so there is no rollback"), GateSample.Judge(Gate, losing));
        Assert.Equal(GateOutcome.Passed, Gate.Judge(losing with { Emergency = true }).Outcome);
    }
}
