using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Regions, machine types and boot disks are such as Google Cloud has: a typo is refused here, and not in the middle of an apply.</summary>
internal static class GoogleRules
{
    /// <summary>The settings by which what is newer than the program is let stand.</summary>
    public const string MachineTypes = "infra:machineTypes";

    /// <summary>The same for regions.</summary>
    public const string NewRegions = "infra:newRegions";

    public static Setting MachineTypesSetting { get; } = new(MachineTypes, new ListKind(TextKind.Of<MachineType>(), 1, 50), "Machine types that Google has and this program does not know yet, or does not know in a region of the stack (docs/machine-types.md). Every other one is checked.") { Optional = true };

    public static Setting NewRegionsSetting { get; } = new(NewRegions, new ListKind(TextKind.Of<Region>(), 1, 8), "Regions that Google has and this program does not know yet (docs/regions.md). Every other one is checked.") { Optional = true };

    /// <summary>What Google has by these settings.</summary>
    public static GoogleCatalog Catalog(CheckedNode root) => new(Items<MachineType>(root, MachineTypes), Items<Region>(root, NewRegions));

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        GoogleCatalog google = Catalog(root);
        CheckRegions(root, google, problems);
        foreach (CheckedNode cluster in root.Below("infra:clusters"))
        {
            foreach (CheckedNode pool in cluster.Below("nodePools").Where(p => p["machineType"]?.Value is MachineType))
            {
                CheckPool(pool, cluster.Name, google, problems);
            }
        }
    }

    /// <summary>Checks every setting that is a region, or is named by one. What is wrong in many places is said in each.</summary>
    public static void CheckRegions(CheckedNode root, GoogleCatalog google, SettingsProblems problems)
    {
        foreach (CheckedNode node in root.Children.Where(c => c.Name != NewRegions).SelectMany(c => c.Walk()))
        {
            if (node.Key is Region named && google.Region(named.Value) is { } key)
            {
                problems.Add(node.KeyAt, node.Path, null, key.Rule, key.Mend);
            }

            if (node.Value is Region written && google.Region(written.Value) is { } value)
            {
                problems.Add(node.At, node.Path, written.Value, value.Rule, value.Mend);
            }
        }
    }

    private static void CheckPool(CheckedNode pool, string region, GoogleCatalog google, SettingsProblems problems)
    {
        CheckedNode machine = pool["machineType"]!;
        string type = ((MachineType)machine.Value!).Value;
        if (google.Machine(type, region) is { } misfit)
        {
            problems.Add(machine.At, machine.Path, type, misfit.Rule, misfit.Mend);
        }

        if (pool["diskType"] is { Value: string disk } node && google.BootDisk(type, disk) is { } wrong)
        {
            problems.Add(node.At, node.Path, disk, wrong.Rule, wrong.Mend);
        }
    }

    private static IEnumerable<T> Items<T>(CheckedNode root, string name) => root.Below(name).Select(i => i.Value).OfType<T>();
}
