using System.CommandLine;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add pool</c>.</summary>
internal static class AddPool
{
    private static readonly string[] Purposes = ["general", "spot", "system"];

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<GkeName> name = ValueArguments.Argument<GkeName>("NAME", "The node pool.");
        Option<MachineType?> machine = ValueArguments.Option<MachineType>("--machine-type", "TYPE", "The machine type.", isRequired: true);
        Option<string> purpose = new("--purpose") { Description = $"What it is for: {string.Join(", ", Purposes)}.", DefaultValueFactory = _ => Purposes[0], HelpName = string.Join('|', Purposes), CustomParser = r => OptionRules.OneOf(r, Purposes, p => p) };
        Option<int> least = new("--min") { Description = "The least nodes, over all zones.", DefaultValueFactory = _ => 0, HelpName = "NODES" };
        Option<int> most = new("--max") { Description = "The most nodes, over all zones.", DefaultValueFactory = _ => 3, HelpName = "NODES" };
        Option<Region?> region = ValueArguments.Option<Region>("--region", "REGION", "The cluster; without, every cluster of the environment.");
        Option<KubernetesName?> dedicated = ValueArguments.Option<KubernetesName>("--dedicated", "NAME", "Keep its nodes for pods that tolerate dedicated=NAME.");
        return GrowthRun.Of(host, "pool", "Add a node pool.", [environment, name, machine, purpose, least, most, region, dedicated], (repository, parsed) => new StackChanges(host, repository).AddPool(
            parsed.GetRequiredValue(environment),
            parsed.GetValue(region),
            new NewPool(parsed.GetRequiredValue(name), parsed.GetValue(purpose)!, parsed.GetValue(machine)!, parsed.GetValue(least), parsed.GetValue(most), parsed.GetValue(dedicated))));
    }
}
