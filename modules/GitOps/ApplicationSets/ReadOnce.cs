using System.Runtime.CompilerServices;

namespace Infra.GitOps.ApplicationSets;

/// <summary>What is read once from a generator, however often it runs; it goes with the generator, which a matrix may have filled for one parameter set only.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="read">Reads it.</param>
internal sealed class ReadOnce<T>(Func<Fields, T> read)
    where T : class
{
    private readonly ConditionalWeakTable<object, T> known = [];

    /// <summary>What was read from the generator.</summary>
    public T Of(Fields fields)
    {
        if (!known.TryGetValue(fields.Values, out T? value))
        {
            value = read(fields);
            known.Add(fields.Values, value);
        }

        return value;
    }
}
