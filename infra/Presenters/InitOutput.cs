using System.Globalization;
using Infra.Company.Answering;
using Infra.Pipeline.Starting;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra init</c> made, and what comes next.</summary>
internal static class InitOutput
{
    public static string Text(CompanyAnswers answers, InitResult made)
    {
        string first = answers.Environments[0].Stack.Value;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {answers.Company} has its platform: {made.Files.Length} files in stacks/, gitops/ and .github/, checked.
              environments  {string.Join(", ", answers.Environments.Select(e => $"{e.Stack} ({string.Join(", ", e.Regions)})"))}
              owners        {string.Join(", ", Infra.Company.Files.CompanyFiles.Owners(answers))}: two of them together may change the rules where nobody else can
              limits        {Limits(answers)}
            Next:
              infra preview {first}    the plan of everything, without credentials
              infra doctor         what is missing before it is real, in order

            """);
    }

    // What cannot be changed later, while it still can.
    private static string Limits(CompanyAnswers answers)
    {
        int longest = answers.Environments.Max(e => e.Stack.Value.Length);
        int workload = Infra.Model.Values.AccountId.Rule.MaxLength - answers.Prefix.Value.Length - longest - 2;
        return string.Create(CultureInfo.InvariantCulture, $"names of workloads have at most {workload} letters beside {answers.Prefix} and the longest environment; {Infra.Company.Addresses.AddressPlan.Count(answers.Addresses)} regions fit into {answers.Addresses}");
    }
}
