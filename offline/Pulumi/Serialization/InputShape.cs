using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Input] members of an args class, found once a type.</summary>
internal sealed class InputShape
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly ConcurrentDictionary<Type, InputShape> Known = new();

    private InputShape(Type type)
    {
        var fields = type.GetFields(Members).Select(field => Member(field, field.GetValue));
        var properties = type.GetProperties(Members).Select(property => Member(property, Reader(property)));
        Inputs = [.. fields.Concat(properties).OfType<InputMember>()];
    }

    public InputMember[] Inputs { get; }

    public static InputShape Of(InputArgs args) => Known.GetOrAdd(args.GetType(), type => new InputShape(type));

    private static InputMember? Member(MemberInfo member, Func<object, object?> read)
        => member.GetCustomAttribute<InputAttribute>() is { } input
            ? new InputMember(input.Name, input.IsRequired, input.Json, member.Name, read)
            : null;

    private static Func<object, object?> Reader(PropertyInfo property)
    {
        if (property.GetMethod is not { } get)
        {
            return _ => null;
        }

        var invoker = MethodInvoker.Create(get);
        return invoker.Invoke;
    }
}
