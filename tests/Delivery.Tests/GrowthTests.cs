using System.Globalization;
using System.Text;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Delivery.Tests.Approvals;
using Infra.Delivery.Tests.Gates;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Tests;

/// <summary>What stands before an apply grows like the plan and the record that it reads. Allocated bytes are counted, never time: they are the same on any machine.</summary>
public sealed class GrowthTests
{
    private const int Small = 500;
    private const int Times = 8;
    private const double Limit = 1.1;

    [Fact]
    public void Reading_an_audit_record_allocates_in_proportion_to_its_lines() => Grows(
        mostBytesEach: 1_500,
        count => Encoding.UTF8.GetBytes(string.Concat(AuditChainTests.Chain(count).Select(AuditJson.Write))),
        (byte[] file, int count) =>
        {
            AuditChain chain = AuditChain.Read(file);
            Assert.Equal((null, count), (chain.Fault, chain.Records.Length));
        });

    [Fact]
    public void Judging_the_gates_allocates_in_proportion_to_the_steps() => Grows(
        mostBytesEach: 1_000,
        Plan,
        (Plan plan, int count) =>
        {
            RiskAssessment risk = RiskAssessment.Of(plan, new RiskFacts(Tier.Production, ["payment"], []), GateSample.Settings.Risk);
            ApprovalRequest request = ApprovalSample.Request with { Resources = [.. plan.Steps.Select(s => s.Name)] };
            GateReport report = GateReport.Of(
                GateSample.Settings.Environments["prod"], GateSample.Open with { Plan = plan, Risk = risk, Approvals = ApprovalSample.Judge(request, ApprovalSample.Enough) });
            Assert.Equal((count, Enum.GetValues<GateName>().Length), (plan.Steps.Length, report.Verdicts.Length));
        });

    // Each step depends on the two before it, so that whoever follows dependencies has some to follow.
    private static Plan Plan(int count) => Sample.Plan with
    {
        Steps =
        [
            .. Enumerable.Range(0, count).Select(i => Sample.Step(Name(i), i % 2 == 0 ? StepOp.Update : StepOp.Same, PropertyMap.Empty) with
            {
                DependsOn = [.. Enumerable.Range(Math.Max(0, i - 2), Math.Min(i, 2)).Select(d => Sample.Urn(Name(d)))],
            }),
        ],
    };

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"step-{number:D6}");

    private static void Grows<T>(long mostBytesEach, Func<int, T> prepare, Action<T, int> work)
    {
        long Bytes(int count)
        {
            T input = prepare(count);
            work(input, count);
            long before = GC.GetAllocatedBytesForCurrentThread();
            work(input, count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        (long small, long large) = (Bytes(Small), Bytes(Small * Times));
        double exponent = Math.Log((double)large / small) / Math.Log(Times);
        string found = string.Create(CultureInfo.InvariantCulture, $"{small / Small} bytes each of {Small}, {large / (Small * Times)} of {Small * Times}: an exponent of {exponent:0.00}; the limits are {Limit} and {mostBytesEach} bytes");
        TestContext.Current.SendDiagnosticMessage(found);
        Assert.True(exponent <= Limit && large / (Small * Times) <= mostBytesEach, found);
    }
}
