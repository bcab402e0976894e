using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Reads and makes the classes marked [OutputType], by their read-only fields and their [OutputConstructor].</summary>
internal sealed class OutputShape
{
    private static readonly ConcurrentDictionary<Type, OutputShape?> Known = new();
    private readonly (string Name, FieldInfo Field)[] _fields;
    private readonly ConstructorInvoker? _constructor;

    private OutputShape(Type type)
    {
        _fields = [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsInitOnly)
            .Select(field => (char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field))];
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(candidate => candidate.IsDefined(typeof(OutputConstructorAttribute)));
        _constructor = constructor is null ? null : ConstructorInvoker.Create(constructor);
        Parameters = [.. (constructor?.GetParameters() ?? []).Select(parameter => (
            parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!,
            $"{type.FullName}({parameter.Name})",
            parameter.ParameterType))];
    }

    /// <summary>The wire name, the place for messages and the type of each constructor parameter.</summary>
    public (string Name, string Place, Type Type)[] Parameters { get; }

    public bool HasConstructor => _constructor is not null;

    public static OutputShape? Of(Type type) => Known.GetOrAdd(
        type, type => type.IsDefined(typeof(OutputTypeAttribute)) ? new OutputShape(type) : null);

    public static bool TryRead(object value, out Dictionary<string, object?> fields)
    {
        fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (Of(value.GetType()) is not { } shape)
        {
            return false;
        }

        foreach (var (name, field) in shape._fields)
        {
            fields[name] = field.GetValue(value);
        }

        return true;
    }

    public object Make(object?[] arguments) => _constructor!.Invoke(arguments.AsSpan());
}
