using System.Globalization;
using Infra.Benchmarks;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>Tests that must not share the process's memory with others of this assembly.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}

/// <summary>What judging costs grows like what is judged. Allocated bytes are counted, never time: they are the same on any machine.</summary>
[Collection(AloneCollection.Name)]
public sealed class GrowthTests
{
    private const int Small = 1_000;
    private const int Times = 8;
    private const double Limit = 1.1;

    // A resource and half an object cost 31,000 to 34,000 bytes with every third round violating much.
    private const long MostBytesEach = 40_000;

    [Fact]
    public void Judging_allocates_in_proportion_to_the_resources()
    {
        long small = Bytes(Small);
        long large = Bytes(Small * Times);
        double exponent = Math.Log((double)large / small) / Math.Log(Times);
        string found = string.Create(CultureInfo.InvariantCulture, $"{small / Small} bytes a resource of {Small}, {large / (Small * Times)} of {Small * Times}: an exponent of {exponent:0.00}; the limit is {Limit} and {MostBytesEach} bytes");
        TestContext.Current.SendDiagnosticMessage(found);
        Assert.True(exponent <= Limit && large / (Small * Times) <= MostBytesEach, found);
    }

    [Fact]
    public void Reading_manifests_allocates_in_proportion_to_their_objects()
    {
        long small = BytesOfReading(Small);
        long large = BytesOfReading(Small * Times);
        double exponent = Math.Log((double)large / small) / Math.Log(Times);
        string found = string.Create(CultureInfo.InvariantCulture, $"{small / Small} bytes an object of {Small}, {large / (Small * Times)} of {Small * Times}: an exponent of {exponent:0.00}; the limit is {Limit}");
        TestContext.Current.SendDiagnosticMessage(found);
        Assert.True(exponent <= Limit, found);
    }

    [Fact]
    public void A_file_of_megabytes_is_read_to_its_last_line()
    {
        const int objects = 20_000;

        Subject last = ManifestReader.Read("gitops/dev/a.yaml", Objects(objects))[^1];

        Assert.Equal(($"gitops/dev/a.yaml#ConfigMap/c{objects - 1}", objects * 6), (last.Name, last.Line("data.a")));
    }

    private static string Objects(int count) => string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"---\nkind: ConfigMap\nmetadata:\n  name: c{i}\ndata:\n  a: some text\n")));

    private static long BytesOfReading(int objects)
    {
        string text = Objects(objects);
        ManifestReader.Read("gitops/dev/a.yaml", Objects(2));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(objects, ManifestReader.Read("gitops/dev/a.yaml", text).Length);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void The_sample_gives_every_rule_something_to_judge_and_breaks_none()
    {
        PolicyReport report = PolicyReport.Of(new PolicySample(Small, Small / 2).Input(), RuleCatalog.All);

        Assert.Equal(RuleCatalog.All.Select(r => r.Info.Id), report.Findings.Where(f => f.Outcome != Outcome.Errored).Select(f => f.Rule.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal(0, report.Count(Outcome.Errored));
    }

    private static long Bytes(int resources)
    {
        PolicySample sample = new(resources, resources / 2);
        PolicyReport.Of(sample.Input(), RuleCatalog.All);
        PolicyInput input = sample.Input();
        long before = GC.GetAllocatedBytesForCurrentThread();
        PolicyReport.Of(input, RuleCatalog.All);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
