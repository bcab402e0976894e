using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>The inputs of an args class: wire name and a getter each, read once a class by reflection.</summary>
internal static class ArgsShape
{
    private static readonly ConcurrentDictionary<Type, Input[]> Shapes = new();

    public static IReadOnlyList<Input> Of(Type type) => Shapes.GetOrAdd(type, static t => Read(t));

    private static Input[] Read(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        List<Input> inputs = [];
        for (Type? current = type; current is not null && current != typeof(InputArgs); current = current.BaseType)
        {
            foreach (MemberInfo member in current.GetFields(own).Cast<MemberInfo>().Concat(current.GetProperties(own)))
            {
                if (WireName(member) is { } name)
                {
                    inputs.Add(new Input(name, Getter(type, member)));
                }
            }
        }

        return [.. inputs];
    }

    // The attribute's name is not public; its constructor argument is.
    private static string? WireName(MemberInfo member) =>
        member.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType == typeof(InputAttribute))?.ConstructorArguments[0].Value as string;

    private static Func<object, object?> Getter(Type type, MemberInfo member)
    {
        ParameterExpression args = Expression.Parameter(typeof(object));
        Expression access = Expression.MakeMemberAccess(Expression.Convert(args, member.DeclaringType ?? type), member);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(access, typeof(object)), args).Compile();
    }

    /// <summary>One input of an args class.</summary>
    internal sealed record Input(string WireName, Func<object, object?> Get);
}
