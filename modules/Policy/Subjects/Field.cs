using System.Globalization;
using Infra.Model.Properties;

namespace Infra.Policy.Subjects;

/// <summary>A place in a subject, and what stands there: nothing, a value, or a value that only an apply decides.</summary>
/// <remarks>The path is put together when somebody asks for it, which is only where a check does not hold: a plan of thousands is asked millions of times.</remarks>
internal readonly record struct Field
{
    private readonly Place? above;
    private readonly string names;
    private readonly int index;

    /// <summary>The top of a subject, or of what stands in a text.</summary>
    public Field(PropertyValue? value)
        : this(above: null, "", Place.Dotted, value)
    {
    }

    private Field(Place? above, string names, int index, PropertyValue? value) => (this.above, this.names, this.index, Value) = (above, names, index, value);

    /// <summary>Where it is, as <see cref="PropertyPath"/> writes it; empty at the top.</summary>
    public string Path => Place.Path(above, names, index);

    /// <summary>What stands there; null for nothing.</summary>
    public PropertyValue? Value { get; init; }

    /// <summary>Whether what stands here is decided by an apply, or is a secret that nobody can read.</summary>
    public bool IsUnknown => Value is UnknownValue or SecretValue;

    /// <summary>Whether there is nothing.</summary>
    public bool IsMissing => Value is null or NullValue;

    /// <summary>The text, or null where there is none.</summary>
    public string? Text => Value switch
    {
        StringValue text => text.Value,
        BoolValue flag => flag.Value ? "true" : "false",
        NumberValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The number, or null where there is none; providers write some as texts.</summary>
    public double? Number => Value switch
    {
        NumberValue number => number.Value,
        StringValue text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    /// <summary>The number of seconds of a text as <c>7776000s</c>, or null.</summary>
    public double? Seconds => Value is StringValue { Value: [.., 's'] text } && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        ? seconds
        : null;

    /// <summary>The items of a list; none where there is no list.</summary>
    public IEnumerable<Field> Items
    {
        get
        {
            if (Value is not ListValue list)
            {
                yield break;
            }

            Place? here = Here;
            for (int i = 0; i < list.Items.Length; i++)
            {
                yield return new Field(here, "", i, list.Items[i]);
            }
        }
    }

    /// <summary>The entries of a map; none where there is no map.</summary>
    public IEnumerable<KeyValuePair<string, Field>> Entries
    {
        get
        {
            if (Value is not MapValue map)
            {
                yield break;
            }

            Place? here = Here;
            foreach (KeyValuePair<string, PropertyValue> entry in map.Map)
            {
                yield return new(entry.Key, new Field(here, entry.Key, Place.Single, entry.Value));
            }
        }
    }

    /// <summary>What stands below here, names separated by dots; below something unknown everything is unknown.</summary>
    public Field At(string names)
    {
        PropertyValue? value = Value;
        foreach (Range part in names.AsSpan().Split('.'))
        {
            value = Below(value, names.AsSpan(part));
        }

        return new Field(Here, names, Place.Dotted, value);
    }

    /// <summary>The entry of a name, whatever characters it has.</summary>
    public Field Entry(string name) => new(Here, name, Place.Single, Below(Value, name));

    /// <summary>The value as an error shows it: never a secret.</summary>
    public string Shown => IsMissing ? "not set" : Value!.ToString();

    private Place? Here => above is null && index == Place.Dotted && names.Length == 0 ? null : new Place(above, names, index);

    private static PropertyValue? Below(PropertyValue? value, ReadOnlySpan<char> name) => value switch
    {
        MapValue map => map.Map.TryGet(name, out PropertyValue? found) ? found : null,
        UnknownValue or SecretValue => value,
        _ => null,
    };
}
