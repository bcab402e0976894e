using System.CommandLine;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add secret</c>.</summary>
internal static class AddSecret
{
    private const int Most = 365;

    public static Command Build(Host host)
    {
        Argument<SecretId> id = ValueArguments.Argument<SecretId>("ID", "The entry of Secret Manager. Its value is never given here.");
        Option<KubernetesName[]> consumers = ValueArguments.Options<KubernetesName>("--consumer", "WORKLOAD", "A workload that reads it.", isRequired: true);
        Option<StackName[]> environments = ValueArguments.Options<StackName>("--env", "ENV", "An environment that has it; without, all.");
        Option<int> days = new Option<int>("--rotation-days") { Description = "Days between rotations, 1 to 365.", DefaultValueFactory = _ => 90, HelpName = "DAYS" }
            .Refusing(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= Most ? null : $"--rotation-days is '{Printable.Text(d)}'; it is a number of days, 1 to {Most}.");
        return GrowthRun.Of(host, "secret", "Add an entry of Secret Manager.", [id, consumers, environments, days], (repository, parsed) => new StackChanges(host, repository).AddSecret(
            parsed.GetRequiredValue(id), [.. parsed.GetRequiredValue(consumers)], [.. (parsed.GetValue(environments) ?? []).Select(e => e.Value)], parsed.GetValue(days)));
    }
}
