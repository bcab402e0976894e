using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>
/// What the inputs of a resource would have to be for the cloud to be as it is now: the recorded inputs, with somebody else's changes in them.
/// Compared with these, an update mends drift.
/// </summary>
internal static class ActualInputs
{
    /// <summary>The recorded inputs where nothing drifted.</summary>
    public static PropertyMap Of(ResourceState recorded, CloudObject actual)
    {
        if (actual.Outputs.Equals(recorded.Outputs))
        {
            return recorded.Inputs;
        }

        // What nobody gave at the top level is the cloud's own business; what appears inside a given block is not.
        return PropertyMap.From(recorded.Inputs
            .Select(e => (e.Key, Value: Of(e.Value, recorded.Outputs[e.Key], actual.Outputs[e.Key])))
            .Where(e => e.Value is not null)
            .Select(e => KeyValuePair.Create(e.Key, e.Value!)));
    }

    private static PropertyValue? Of(PropertyValue input, PropertyValue? before, PropertyValue? now)
    {
        if (Equals(before, now))
        {
            return input;
        }

        return (input, before, now) switch
        {
            (MapValue i, MapValue b, MapValue n) => PropertyValue.Of(Inside(i.Map, b.Map, n.Map)),
            (ListValue i, ListValue b, ListValue n) when i.Items.Length == n.Items.Length && b.Items.Length == n.Items.Length =>
                PropertyValue.Of([.. i.Items.Select((item, at) => Of(item, b.Items[at], n.Items[at]) ?? PropertyValue.Null)]),
            _ => now,
        };
    }

    private static PropertyMap Inside(PropertyMap input, PropertyMap before, PropertyMap now)
    {
        IEnumerable<(string Key, PropertyValue? Value)> kept = input.Select(e => (e.Key, Of(e.Value, before[e.Key], now[e.Key])));
        IEnumerable<(string Key, PropertyValue? Value)> added = now.Where(e => before[e.Key] is null && input[e.Key] is null).Select(e => (e.Key, (PropertyValue?)e.Value));
        return PropertyMap.From(kept.Concat(added).Where(e => e.Value is not null).Select(e => KeyValuePair.Create(e.Key, e.Value!)));
    }
}
