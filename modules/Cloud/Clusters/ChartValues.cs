using Infra.Settings.Stacks;

namespace Infra.Cloud.Clusters;

/// <summary>The parts that the values of charts are made of.</summary>
internal static class ChartValues
{
    /// <summary>A map.</summary>
    public static Dictionary<string, object> Map(params ReadOnlySpan<(string Key, object Value)> entries)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    /// <summary>What a container asks for and the memory that it never exceeds. CPU has no limit: idle CPU is wasted, and a throttled controller looks broken.</summary>
    public static Dictionary<string, object> Resources(string cpu, string memory, string memoryLimit) => Map(
        ("requests", Map(("cpu", cpu), ("memory", memory))),
        ("limits", Map(("memory", memoryLimit))));

    /// <summary>Pods of one component over the zones of a region; a zone that is full does not keep them from running.</summary>
    public static object[] OverZones(params ReadOnlySpan<(string Key, object Value)> more)
    {
        var spread = Map(("maxSkew", 1), ("topologyKey", "topology.kubernetes.io/zone"), ("whenUnsatisfiable", "ScheduleAnyway"));
        foreach (var (key, value) in more)
        {
            spread.Add(key, value);
        }

        return [spread];
    }

    /// <summary>At most one pod of a component is taken away at a time.</summary>
    public static Dictionary<string, object> OneAway(bool enabled) => enabled ? Map(("enabled", true), ("maxUnavailable", 1)) : Map(("enabled", false));

    /// <summary>Copies of what must go on while a node is replaced: one in development, two in staging, three, one a zone, in production.</summary>
    public static int Replicas(Tier tier) => tier switch
    {
        Tier.Development => 1,
        Tier.Staging => 2,
        Tier.Production => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
