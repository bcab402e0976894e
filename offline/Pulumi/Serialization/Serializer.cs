using System.Collections;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns inputs into wire values. It reads what is there and remembers what is not; the caller waits and tries again,
/// so that inputs which are all there, as most are, cost no task.
/// </summary>
internal sealed class Serializer
{
    private readonly List<object> _path = [];
    private readonly List<Task> _pending = [];

    private Serializer()
    {
    }

    /// <summary>The resources that the values come from.</summary>
    private HashSet<Resource> Dependencies { get; } = [];

    /// <summary>Waits for everything within a value and gives its wire form with the resources it comes from.</summary>
    public static async ValueTask<(T Wire, HashSet<Resource> Dependencies)> RunAsync<T>(string label, Func<Serializer, T> serialize)
    {
        while (true)
        {
            var serializer = new Serializer();
            serializer._path.Add(label);
            var wire = serialize(serializer);
            if (serializer._pending.Count == 0)
            {
                return (wire, serializer.Dependencies);
            }

            await Task.WhenAll(serializer._pending).ConfigureAwait(false);
        }
    }

    /// <summary>All inputs of an args object; null ones are left out.</summary>
    public Dictionary<string, object?> Args(InputArgs args, bool keepResources)
    {
        if (args.Properties is { } properties)
        {
            return Map(properties, keepResources);
        }

        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in InputShape.Of(args).Inputs)
        {
            var value = member.Read(args);
            if (value is null)
            {
                ThrowIfRequired(args, member);
                continue;
            }

            _path.Add(member.Name);
            var wire = member.Json ? Json(value) : Value(value, keepResources);
            _path.RemoveAt(_path.Count - 1);
            if (wire is not null)
            {
                map[member.Name] = wire;
            }
        }

        return map;
    }

    /// <summary>Any value.</summary>
    public object? Value(object? value, bool keepResources) => value switch
    {
        null or bool or double or string => value,
        int number => (double)number,
        InputArgs args => Args(args, keepResources),
        AssetOrArchive asset => Asset(asset, keepResources),
        IInput input => Input(input, keepResources),
        IOutput output => Output(output, keepResources),
        IUnion union => Value(union.Value, keepResources),
        JsonElement element => Element(element),
        Resource resource => Reference(resource, keepResources),
        IDictionary map => Map(map, keepResources),
        IList list => List(list, keepResources),
        Enum number when number.GetTypeCode() == TypeCode.Int32 => (double)(int)value,
        ValueTuple => null,
        Task => throw Unsupported("A Task is not allowed as an input. Wrap it: Output.Create(task)."),
        _ => EnumShape.TryRead(value, out var plain) ? plain
            : OutputShape.TryRead(value, out var fields) ? Map(fields, keepResources)
            : throw Unsupported($"{value.GetType().FullName} is not a supported argument type."),
    };

    private static void ThrowIfRequired(InputArgs args, InputMember member)
    {
        if (member.IsRequired)
        {
            throw new ArgumentNullException(
                member.MemberName, $"[Input] {args.GetType().FullName}.{member.MemberName} is required but was not given a value");
        }
    }

    private static object? Element(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Element).ToList(),
        JsonValueKind.Object => Members(element),
        _ => null,
    };

    private static Dictionary<string, object?> Members(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            map[member.Name] = Element(member.Value);
        }

        return map;
    }

    private object? Input(IInput input, bool keepResources)
        => input.TryGetPlain(out var plain) ? Value(plain, keepResources) : Output(input.Structured(), keepResources);

    private object? Output(IOutput output, bool keepResources)
    {
        if (!IsThere(output))
        {
            return null;
        }

        var data = output.CompletedData;
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return Wire.Unknown;
        }

        var value = Value(data.Value, keepResources);
        return data.IsSecret ? Wire.Secret(value) : value;
    }

    /// <summary>The value as JSON text. What an input list or map holds is judged as a whole, what args hold by path.</summary>
    private object? Json(object value)
    {
        if (value is not IInput input)
        {
            return value is IOutput ? JsonOf((IOutput)value) : JsonText(value);
        }

        return input.TryGetPlain(out var plain) ? JsonText(plain) : JsonOf(input.Untyped());
    }

    private object? JsonOf(IOutput output)
    {
        if (!IsThere(output))
        {
            return null;
        }

        var data = output.CompletedData;
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return Wire.Unknown;
        }

        var text = JsonText(data.Value);
        return data.IsSecret ? Wire.Secret(text) : text;
    }

    private string? JsonText(object? value)
    {
        var before = _pending.Count;
        var wire = Value(value, keepResources: false);
        return _pending.Count > before ? null : WireJson.Write(wire);
    }

    private bool IsThere(IOutput output)
    {
        if (output.Completion.IsCompleted)
        {
            return true;
        }

        _pending.Add(output.Completion);
        return false;
    }

    private object? Reference(Resource resource, bool keepResources)
    {
        var id = resource is CustomResource custom ? Identity(custom) : null;
        if (resource is not CustomResource && !keepResources)
        {
            return Output(resource.Urn, keepResources);
        }

        if (!keepResources)
        {
            return id;
        }

        var reference = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [Wire.SignatureKey] = Wire.ResourceSignature,
            [Wire.Urn] = Output(resource.Urn, keepResources),
        };
        if (resource is CustomResource)
        {
            reference[Wire.Id] = id is Wire.Unknown ? "" : id;
        }

        return reference;
    }

    private object? Identity(CustomResource resource)
    {
        Dependencies.Add(resource);
        return Output(resource.Id, keepResources: false);
    }

    private Dictionary<string, object?> Asset(AssetOrArchive asset, bool keepResources) => new(StringComparer.Ordinal)
    {
        [Wire.SignatureKey] = asset.Signature,
        [asset.Property] = Value(asset.Value, keepResources),
    };

    private Dictionary<string, object?> Map(IDictionary map, bool keepResources)
    {
        var result = new Dictionary<string, object?>(map.Count, StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
        {
            var key = entry.Key as string ?? throw Unsupported("Dictionaries are only supported with string keys.");
            _path.Add(key);
            var value = Value(entry.Value, keepResources);
            _path.RemoveAt(_path.Count - 1);
            if (value is not null)
            {
                result[key] = value;
            }
        }

        return result;
    }

    private List<object?> List(IList list, bool keepResources)
    {
        if (ListShape.IsDefault(list))
        {
            return [];
        }

        var result = new List<object?>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            _path.Add(i);
            result.Add(Value(list[i], keepResources));
            _path.RemoveAt(_path.Count - 1);
        }

        return result;
    }

    private InvalidOperationException Unsupported(string problem) => new($"{problem}\n\t{Path()}");

    private string Path() => string.Concat(_path.Select((part, i) => part is int ? $"[{part}]" : i == 0 ? $"{part}" : $".{part}"));
}
