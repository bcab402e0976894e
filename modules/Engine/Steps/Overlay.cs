using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>Puts what a program gives over what a cloud answered, at every depth, so that what the cloud decided inside a given block stays.</summary>
internal static class Overlay
{
    /// <summary>The outputs with the inputs over them.</summary>
    public static PropertyMap Put(PropertyMap outputs, PropertyMap inputs) => ((MapValue)Put(PropertyValue.Of(outputs), PropertyValue.Of(inputs))).Map;

    private static PropertyValue Put(PropertyValue? below, PropertyValue above) => (below, above) switch
    {
        (MapValue b, MapValue a) => PropertyValue.Of(b.Map.With(PropertyMap.From(a.Map.Select(e => KeyValuePair.Create(e.Key, Put(b.Map[e.Key], e.Value)))))),
        (ListValue b, ListValue a) when b.Items.Length == a.Items.Length => PropertyValue.Of([.. a.Items.Select((item, i) => Put(b.Items[i], item))]),
        _ => above,
    };
}
