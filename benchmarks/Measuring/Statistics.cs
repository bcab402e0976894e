namespace Infra.Benchmarks;

/// <summary>Medians and growth.</summary>
internal static class Statistics
{
    /// <summary>The middle value; of an even number, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The exponent of growth: the slope of log cost over log size, by least squares. 1 is linear, 2 quadratic.</summary>
    public static double Exponent(IReadOnlyCollection<(int Size, double Cost)> points)
    {
        double x = points.Average(p => Math.Log(p.Size));
        double y = points.Average(p => Math.Log(p.Cost));
        return points.Sum(p => (Math.Log(p.Size) - x) * (Math.Log(p.Cost) - y)) / points.Sum(p => Math.Pow(Math.Log(p.Size) - x, 2));
    }
}
