using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Presenters;

namespace Infra.Cli.Tests;

/// <summary>The counts at the end of an update are those of what happened, and add up to those of the plan.</summary>
public sealed class UpdateOutputTests
{
    [Theory]
    [InlineData(2, "Done: 1 created, 1 updated, 1 unchanged in dev.\n")]
    [InlineData(1, "Done: 1 created, 2 unchanged in dev.\n")]
    [InlineData(0, "Done: no changes, 3 unchanged in dev.\n")]
    public void An_update_that_turned_out_to_be_none_is_unchanged(int done, string said)
    {
        // A create that is not done is no success; the plan has none then.
        PlanStep[] steps = [Step("a", done == 0 ? StepOp.Update : StepOp.Create), Step("b", StepOp.Update), Step("c", StepOp.Same)];
        Plan plan = new() { Stack = "dev", Backend = "local", Steps = [.. steps] };

        Assert.Equal(said, Written(plan, new UpdateOutcome { Done = [.. steps[..done]] }));
    }

    [Fact]
    public void What_a_failure_kept_from_being_done_is_not_called_unchanged()
    {
        PlanStep[] steps = [Step("a", StepOp.Create), Step("b", StepOp.Update), Step("c", StepOp.Same)];
        Plan plan = new() { Stack = "dev", Backend = "local", Steps = [.. steps] };

        string written = Written(plan, new UpdateOutcome { Done = [], Failures = [new StepEvent(steps[0], StepPhase.Failed, "no")], Skipped = [steps[1]] });

        Assert.Equal("failed: create a:b:C a: no\nFailed: no changes, 1 unchanged in dev. 1 skipped because of that.\n", written);
    }

    private static PlanStep Step(string name, StepOp op) => new() { Urn = new Urn($"urn:pulumi:dev::infra::a:b:C::{name}"), Op = op, Custom = true };

    private static string Written(Plan plan, UpdateOutcome outcome)
    {
        using Workspace workspace = new();
        using StringWriter output = new();
        UpdateOutput.Write(workspace.Host(output, TextWriter.Null, keyboard: null), plan, outcome, OutputFormat.Tree);
        return output.ToString();
    }
}
