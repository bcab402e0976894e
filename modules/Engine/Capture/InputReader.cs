using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Engine.Capture;

/// <summary>Reads an <c>Input&lt;T&gt;</c> or <c>Output&lt;T&gt;</c> whose T is known only at run time; one reader a T.</summary>
internal abstract class InputReader
{
    private static readonly ConcurrentDictionary<Type, InputReader?> Readers = new();

    /// <summary>The reader for a value's type, or null when it is no input and no output.</summary>
    public static InputReader? For(object value) => Readers.GetOrAdd(value.GetType(), static type => Make(type));

    /// <summary>What the value depends on, whether it is known and secret, and the value when it is known.</summary>
    public abstract ValueTask<InputReading> ReadAsync(object value);

    private static InputReader? Make(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() is { } definition)
            {
                if (definition == typeof(Input<>) || definition == typeof(Output<>))
                {
                    Type reader = definition == typeof(Input<>) ? typeof(InputReader<>) : typeof(OutputReader<>);
                    return (InputReader)Activator.CreateInstance(reader.MakeGenericType(current.GetGenericArguments()))!;
                }
            }
        }

        return null;
    }

    protected static async ValueTask<InputReading> ReadAsync<T>(Output<T> output)
    {
        ImmutableHashSet<Resource> dependencies = await OutputUtilities.GetDependenciesAsync(output);
        bool known = await OutputUtilities.GetIsKnownAsync(output);
        bool secret = await Output.IsSecretAsync(output);
        object? value = known ? await OutputUtilities.GetValueAsync(output) : null;
        return new InputReading(dependencies, known, secret, value);
    }
}

/// <summary>What a reader found.</summary>
internal readonly record struct InputReading(ImmutableHashSet<Resource> Dependencies, bool IsKnown, bool IsSecret, object? Value);

internal sealed class InputReader<T> : InputReader
{
    public override ValueTask<InputReading> ReadAsync(object value) => ReadAsync(((Input<T>)value).ToOutput());
}

internal sealed class OutputReader<T> : InputReader
{
    public override ValueTask<InputReading> ReadAsync(object value) => ReadAsync((Output<T>)value);
}
