using System.Globalization;

namespace Infra.Policy;

/// <summary>A place in a subject, and what stands there: nothing, a value, or a value that only an apply decides.</summary>
internal readonly record struct Field(string Path, PropertyValue? Value)
{
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

            for (int i = 0; i < list.Items.Length; i++)
            {
                yield return new Field(PropertyPath.Item(Path, i), list.Items[i]);
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

            foreach (KeyValuePair<string, PropertyValue> entry in map.Map)
            {
                yield return new(entry.Key, new Field(PropertyPath.Key(Path, entry.Key), entry.Value));
            }
        }
    }

    /// <summary>What stands below here, names separated by dots; below something unknown everything is unknown.</summary>
    public Field At(string names)
    {
        Field place = this;
        foreach (Range part in names.AsSpan().Split('.'))
        {
            place = place.Entry(names[part]);
        }

        return place;
    }

    /// <summary>The entry of a name, whatever characters it has.</summary>
    public Field Entry(string name) => new(PropertyPath.Key(Path, name), Value switch
    {
        MapValue map => map.Map[name],
        UnknownValue or SecretValue => Value,
        _ => null,
    });

    /// <summary>The value as an error shows it: never a secret.</summary>
    public string Shown => IsMissing ? "not set" : Value!.ToString();
}
