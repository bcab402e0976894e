namespace Infra.GitOps.Templates;

/// <summary>
/// What one filling may cost, so that no template hangs, exhausts memory or overflows the stack. It is counted, not timed: the same template
/// passes or is refused on every machine.
/// </summary>
/// <param name="root">The parameters, which functions take one value from; they cost what they have of values, not of text.</param>
internal sealed class Budget(object? root)
{
    /// <summary>The greatest text, in characters: an object of Kubernetes has at most 1.5 MiB (etcd, --max-request-bytes).</summary>
    public const int TextLimit = 1_000_000;

    /// <summary>The most values in one list or map, with all below.</summary>
    public const int ValuesLimit = 100_000;

    /// <summary>The most maps and lists inside each other.</summary>
    public const int DepthLimit = 100;

    /// <summary>The most steps: one is a value looked at, or eight characters.</summary>
    public const int StepsLimit = 2_000_000;

    // Expressions cost states times characters.
    private const int OfExpressions = 50;

    private long steps;

    /// <summary>Counts steps.</summary>
    /// <exception cref="FunctionException">There were too many.</exception>
    public void Spend(long count)
    {
        steps += count;
        if (steps > StepsLimit)
        {
            throw new FunctionException($"the template takes more than {StepsLimit} steps");
        }
    }

    /// <summary>Counts what a function takes.</summary>
    public void Take(string function, object? value) => Spend(Size(value) * (function.StartsWith("regex", StringComparison.Ordinal) ? OfExpressions : 1));

    /// <summary>Counts a value that was made or is printed.</summary>
    public void Weigh(object? value) => Spend(Size(value));

    /// <summary>Refuses a text before it is made.</summary>
    /// <param name="length">How long it would be, in characters.</param>
    public static void RequireText(long length)
    {
        if (length > TextLimit)
        {
            throw new FunctionException($"the text would have more than {TextLimit} characters");
        }
    }

    private long Size(object? value)
    {
        long values = 0;
        long characters = 0;
        Measure(value, 0, ref values, ref characters);
        RequireText(characters);
        return values + (ReferenceEquals(value, root) ? 0 : characters / 8);
    }

    // A map that holds itself is one without bottom.
    private static void Measure(object? value, int depth, ref long values, ref long characters)
    {
        if (++values > ValuesLimit)
        {
            throw new FunctionException($"the value has more than {ValuesLimit} values");
        }

        if (depth > DepthLimit)
        {
            throw new FunctionException($"maps and lists are nested deeper than {DepthLimit}, or one holds itself");
        }

        switch (value)
        {
            case string text:
                characters += text.Length;
                break;
            case Dictionary<string, object?> map:
                foreach ((string key, object? below) in map)
                {
                    characters += key.Length;
                    Measure(below, depth + 1, ref values, ref characters);
                }

                break;
            case List<object?> list:
                foreach (object? below in list)
                {
                    Measure(below, depth + 1, ref values, ref characters);
                }

                break;
            default:
                break;
        }
    }
}
