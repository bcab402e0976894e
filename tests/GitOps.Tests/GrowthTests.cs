using System.Globalization;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>What it costs to expand and write the Applications of many clusters grows like their number. Cost is allocated bytes, which nothing but the code changes.</summary>
public sealed class GrowthTests
{
    private const double Limit = 1.1;
    private const int Small = 50;
    private const int Large = 400;

    [Fact]
    public void Expanding_and_writing_grow_like_the_number_of_applications()
    {
        _ = Cost(Small);
        double exponent = Math.Log((double)Cost(Large) / Cost(Small)) / Math.Log((double)Large / Small);

        Assert.True(exponent < Limit, string.Create(CultureInfo.InvariantCulture, $"the exponent is {exponent:0.00}"));
    }

    [Fact]
    public void What_has_nothing_to_fill_is_shared_by_all_applications()
    {
        KeptObject[] applications = [.. new Estate(clusters: 3).Expand().Where(a => a.Name.EndsWith("-app-7", StringComparison.Ordinal))];
        object[] policies = [.. applications.Select(a => a.At("spec", "syncPolicy")!)];

        Assert.Equal(3, policies.Length);
        Assert.All(policies, p => Assert.Same(policies[0], p));
    }

    private static long Cost(int clusters)
    {
        Estate estate = new(clusters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int written = estate.Expand().Sum(a => YamlValues.Write(a.Manifest).Length);
        long cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(written > clusters * Estate.PerCluster * 100);
        return cost;
    }
}
