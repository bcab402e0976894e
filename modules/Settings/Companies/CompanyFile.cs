using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Companies;

/// <summary>Reads <c>stacks/company.yaml</c>.</summary>
public static class CompanyFile
{
    /// <summary>Where the file is, from the repository.</summary>
    public const string Path = "stacks/company.yaml";

    /// <summary>What a company can do.</summary>
    public static ImmutableArray<string> Industries { get; } = ["e-commerce", "fintech", "government", "healthcare"];

    private static readonly ObjectKind Top = new(
        new Setting("name", TextKind.Of<CompanyName>(), "Its name, for people."),
        new Setting("country", TextKind.Of<CountryCode>(), "Where it does business: frameworks of a country bind there alone."),
        new Setting("industry", new ChoiceKind(Industries), "What it does, which decides the frameworks that bind it."));

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("company", Path, "The company", "`infra compliance report` reads it.", Top);

    /// <summary>Reads and checks the file. Never throws for what is in it.</summary>
    /// <param name="fileName">The name for messages.</param>
    /// <param name="yamlText">The text.</param>
    public static SettingsResult<CompanySettings> Parse(string fileName, string yamlText)
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        SettingsProblems problems = new(fileName);
        if (new YamlTree(problems).Read(yamlText) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        CheckedNode node = new SettingsCheck(problems).Check("", "", Top, root);
        return new(problems.Count == 0 ? new CompanySettings(node.Get<CompanyName>("name"), node.Get<CountryCode>("country"), node.Get<string>("industry")) : null, problems.InOrder());
    }
}
