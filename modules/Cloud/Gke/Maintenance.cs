using System.Globalization;
using Infra.Settings.Stacks;
using Pulumi.Gcp.Container.Inputs;

namespace Infra.Cloud.Gke;

/// <summary>The maintenance window of a cluster as Google Cloud writes it.</summary>
internal static class Maintenance
{
    public static ClusterMaintenancePolicyArgs Policy(MaintenanceSettings settings)
    {
        var policy = new ClusterMaintenancePolicyArgs
        {
            RecurringWindow = new ClusterMaintenancePolicyRecurringWindowArgs
            {
                StartTime = settings.Start.Value,
                EndTime = End(settings),
                Recurrence = $"FREQ=WEEKLY;BYDAY={string.Join(',', settings.Days)}",
            },
        };
        foreach (var exclusion in settings.Exclusions)
        {
            policy.MaintenanceExclusions.Add(new ClusterMaintenancePolicyMaintenanceExclusionArgs
            {
                ExclusionName = exclusion.Name.Value,
                StartTime = exclusion.From.Value,
                EndTime = exclusion.To.Value,
                ExclusionOptions = new ClusterMaintenancePolicyMaintenanceExclusionExclusionOptionsArgs { Scope = exclusion.Scope },
            });
        }

        return policy;
    }

    private static string End(MaintenanceSettings settings) =>
        DateTimeOffset.Parse(settings.Start.Value, CultureInfo.InvariantCulture)
            .AddHours(settings.Hours)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
