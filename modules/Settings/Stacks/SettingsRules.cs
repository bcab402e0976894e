using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>All rules between settings. Each looks at what is good and is silent about what is not.</summary>
internal static class SettingsRules
{
    public static void Check(CheckedNode root, StackName stack, SettingsProblems problems)
    {
        AddressRules.Check(root, problems);
        RegionRules.Check(root, problems);
        GoogleRules.Check(root, problems);
        NodePoolRules.Check(root, problems);
        CapacityRules.Check(root, problems);
        MaintenanceRules.Check(root, problems);
        ConsumerRules.Check(root, problems);
        ImageKeyRules.Check(root, problems);
        ArgoCdRules.Check(root, problems);
        NameRules.Check(root, stack, problems);
    }
}
