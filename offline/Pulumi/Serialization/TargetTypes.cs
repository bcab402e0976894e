using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Checks, once a type, that an output can have it.</summary>
internal static class TargetTypes
{
    private static readonly ConcurrentDictionary<Type, string?> Problems = new();

    public static void Check(string context, Type type)
    {
        if (Problems.GetOrAdd(type, candidate => Problem(candidate, [])) is { } problem)
        {
            throw new InvalidOperationException($"{context}: {problem}");
        }
    }

    private static string? Problem(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || IsSimple(type) || EnumShape.Of(type) is not null)
        {
            return null;
        }

        if (type.IsConstructedGenericType)
        {
            return Generic(type, seen);
        }

        return OutputShape.Of(type) is { } shape
            ? shape.HasConstructor
                ? shape.Parameters.Select(parameter => Problem(parameter.Type, seen)).FirstOrDefault(found => found is not null)
                : $"{type.FullName} is marked [OutputType] but has no constructor marked [OutputConstructor]."
            : $"{type.FullName} cannot be the type of an output. Allowed are string, bool, int, double, object, enumerations, assets, "
                + "resources, JsonElement, Nullable, Union, ImmutableArray, ImmutableDictionary with string keys, "
                + "and classes marked [OutputType].";
    }

    private static string? Generic(Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var isAllowed = definition == typeof(Nullable<>) || definition == typeof(Union<,>) || definition == typeof(ImmutableArray<>)
            || definition == typeof(Output<>)
            || (definition == typeof(ImmutableDictionary<,>) && type.GenericTypeArguments[0] == typeof(string));
        return isAllowed
            ? type.GenericTypeArguments.Select(argument => Problem(argument, seen)).FirstOrDefault(found => found is not null)
            : $"{type.FullName} cannot be the type of an output. Use ImmutableArray, or ImmutableDictionary with string keys.";
    }

    private static bool IsSimple(Type type)
        => type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(object)
            || type == typeof(JsonElement) || (type.IsEnum && Enum.GetUnderlyingType(type) == typeof(int))
            || typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type);
}
