using System.Globalization;
using System.Reflection;

namespace Infra.Model.Tests;

/// <summary>The checked-out repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static string Read(string path) => File.ReadAllText(Fixture.Find(path));

    /// <summary>Asserts that a committed file is what a generator writes; with INFRA_APPROVE=1 it writes the file.</summary>
    public static void AssertGenerated(string path, string expected)
    {
        var full = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(full, expected);
        }

        Assert.Equal(expected, File.Exists(full) ? File.ReadAllText(full) : "(no file)");
    }

    /// <summary>Runs a test under Turkish, with signs and separators of its own.</summary>
    public static T InTurkish<T>(Func<T> test)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Globalisation is invariant, so the culture brings a name; its number format is made as strange as any real one.
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR") { NumberFormat = new() { NegativeSign = "\u2212", NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            return test();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
