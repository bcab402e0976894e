using System.Text.RegularExpressions;

namespace Infra.Cli.Tests.Starting;

/// <summary>Words of the example company, which stand in nothing of another company.</summary>
internal static partial class ExampleWords
{
    /// <summary>Looks for them.</summary>
    /// <param name="text">A file or an output.</param>
    /// <param name="company">Whose it is, by its key in <see cref="Answers.All"/>.</param>
    public static void AreNotIn(string text, string company)
    {
        Assert.DoesNotMatch(OfTheExample(), text);
        if (company != "india")
        {
            Assert.DoesNotMatch(OfIndia(), text);
        }
    }

    // Names of the company, its people and what it does; setup-dotnet and the like are no names.
    [GeneratedRegex("\\bsetu[-@. ]|setu-retail|Setu |\\b(asha|ravi|meera|vikram|leela|arjun|nisha|kavya)\\b|payments-core|90210|cc-410", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OfTheExample();

    [GeneratedRegex("\\b(India|Mumbai|Delhi|Diwali|Reserve Bank|NPCI|UPI|asia-south[12]|Kolkata|INR)\\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OfIndia();
}
