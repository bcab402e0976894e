using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Output] properties of a resource class, found once a type.</summary>
internal sealed class ResourceShape
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly ConcurrentDictionary<Type, ResourceShape> Known = new();

    private ResourceShape(Type type)
    {
        Outputs = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => (property, output: property.GetCustomAttribute<OutputAttribute>()))
            .Where(found => found.output is not null)
            .Select(found => Property(type, found.property, found.output!.Name ?? found.property.Name))];
        ByName = Outputs.ToDictionary(output => output.Name);
    }

    public ResourceProperty[] Outputs { get; }

    public Dictionary<string, ResourceProperty> ByName { get; }

    public static ResourceShape Of(Resource resource) => Known.GetOrAdd(resource.GetType(), type => new ResourceShape(type));

    private static ResourceProperty Property(Type resource, PropertyInfo property, string name)
    {
        var place = $"[Output] {resource.FullName}.{property.Name}";
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw RunException.OutputsHaveIncorrectType([name]);
        }

        var set = property.DeclaringType!.GetMethod($"set_{property.Name}", Members)
            ?? throw new InvalidOperationException($"{place} did not have a 'set' method");
        var target = property.PropertyType.GenericTypeArguments[0];
        TargetTypes.Check(place, target);
        return (ResourceProperty)Activator.CreateInstance(
            typeof(ResourceProperty<>).MakeGenericType(target), name, MethodInvoker.Create(set))!;
    }
}
