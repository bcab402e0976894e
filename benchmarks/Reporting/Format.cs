using System.Globalization;

namespace Infra.Benchmarks;

/// <summary>Numbers as people read them.</summary>
internal static class Format
{
    public static string Seconds(double milliseconds) =>
        (milliseconds / 1000).ToString(milliseconds < 100 ? "0.000" : "0.00", CultureInfo.InvariantCulture) + " s";

    public static string Megabytes(double mebibytes) => string.Create(CultureInfo.InvariantCulture, $"{mebibytes * 1.048576:0} MB");

    public static string Exponent(double exponent) => double.IsNaN(exponent) ? "" : exponent.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
