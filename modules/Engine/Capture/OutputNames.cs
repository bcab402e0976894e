using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>The outputs of a resource class, read once a class by reflection.</summary>
internal static class OutputNames
{
    private static readonly ConcurrentDictionary<Type, ImmutableDictionary<string, object>> Unknowns = new();

    /// <summary>A mock's answer in which every output of the class is unknown.</summary>
    public static ImmutableDictionary<string, object> AllUnknown(Type resource) => Unknowns.GetOrAdd(resource, static type =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
            .Select(WireName)
            .OfType<string>()
            .Where(name => name is not ("id" or "urn"))
            .ToImmutableDictionary(name => name, _ => (object)PropertyJson.UnknownSentinel, StringComparer.Ordinal));

    // The attribute's name may be left to the property's own.
    private static string? WireName(PropertyInfo property) =>
        property.GetCustomAttribute<OutputAttribute>() is { } output ? output.Name ?? property.Name : null;
}
