using Infra.Delivery.Gates;

namespace Infra.Delivery.Tests.Gates;

public sealed class TestsPassedTests
{
    private static readonly TestsPassed Gate = new(new());

    [Fact]
    public void Suites_without_failures_pass() => Assert.Equal((GateOutcome.Passed, "10 tests of 3 suites passed"), GateSample.Judge(Gate, GateSample.Open));

    [Theory]
    [InlineData("""{"suites":[]}""", "no suite ran")]
    [InlineData("""{"suites":[{"name":"unit","passed":0,"failed":0}]}""", "unit ran no test")]
    [InlineData("""{"suites":[{"name":"unit","passed":9,"failed":1}]}""", "unit has 1 failure")]
    public void Failures_and_no_tests_at_all_are_blocked(string facts, string reason) => Assert.Equal((GateOutcome.Blocked, reason), GateSample.Judge(Gate, GateSample.With(GateName.TestsPassed, facts)));

    [Fact]
    public void A_suite_that_did_not_run_is_named() => Assert.Equal((GateOutcome.Blocked, "chaos did not run"), GateSample.Judge(new TestsPassed(new() { Suites = ["unit", "chaos"] }), GateSample.Open));

    [Fact]
    public void A_suite_that_is_named_twice_is_malformed() => Assert.Equal(
        GateOutcome.Invalid, Gate.Judge(GateSample.With(GateName.TestsPassed, """{"suites":[{"name":"unit","passed":1,"failed":0},{"name":"unit","passed":1,"failed":0}]}""")).Outcome);
}
