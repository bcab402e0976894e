using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Turns wire values into plain ones. An unknown or a secret anywhere marks the whole.</summary>
internal static class Deserializer
{
    public static Deserialized Read(object? wire)
    {
        var isSecret = false;
        while (Signature(wire) == Wire.SecretSignature)
        {
            isSecret = true;
            wire = ((Dictionary<string, object?>)wire!).GetValueOrDefault(Wire.Value);
        }

        var read = wire switch
        {
            Wire.Unknown => new Deserialized(null, IsKnown: false, IsSecret: false),
            Dictionary<string, object?> map => Object(map),
            List<object?> list => List(list),
            _ => new Deserialized(wire, IsKnown: true, IsSecret: false),
        };
        return read with { IsSecret = isSecret || read.IsSecret };
    }

    /// <summary>What a mock is shown: properties that are known throughout and not null, without secret marks.</summary>
    public static ImmutableDictionary<string, object> KnownProperties(Dictionary<string, object?> wire)
    {
        var known = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in wire)
        {
            if (Read(value) is { IsKnown: true, Value: { } plain })
            {
                known.Add(name, plain);
            }
        }

        return known.ToImmutable();
    }

    private static string? Signature(object? wire)
        => wire is Dictionary<string, object?> map && map.TryGetValue(Wire.SignatureKey, out var signature) ? signature as string : null;

    private static Deserialized Object(Dictionary<string, object?> map) => Signature(map) switch
    {
        Wire.AssetSignature => Known(Asset(map)),
        Wire.ArchiveSignature => Known(Archive(map)),
        Wire.ResourceSignature => Known(new DependencyResource((string)map[Wire.Urn]!)),
        _ => Map(map),
    };

    private static Deserialized Known(object value) => new(value, IsKnown: true, IsSecret: false);

    private static Deserialized List(List<object?> list)
    {
        var (isKnown, isSecret) = (true, false);
        var result = ImmutableArray.CreateBuilder<object?>(list.Count);
        foreach (var wire in list)
        {
            var element = Read(wire);
            isKnown &= element.IsKnown;
            isSecret |= element.IsSecret;
            result.Add(element.Value);
        }

        return new Deserialized(result.MoveToImmutable(), isKnown, isSecret);
    }

    private static Deserialized Map(Dictionary<string, object?> map)
    {
        var (isKnown, isSecret) = (true, false);
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (key, wire) in map)
        {
            var value = Read(wire);
            isKnown &= value.IsKnown;
            isSecret |= value.IsSecret;
            result.Add(key, value.Value);
        }

        return new Deserialized(result.ToImmutable(), isKnown, isSecret);
    }

    private static Asset Asset(Dictionary<string, object?> map)
        => map.TryGetValue("path", out var path) ? new FileAsset((string)path!)
            : map.TryGetValue("uri", out var uri) ? new RemoteAsset((string)uri!)
            : map.TryGetValue("text", out var text) ? new StringAsset((string)text!)
            : throw new InvalidOperationException("A value is marked as an asset but has no path, uri or text.");

    private static Archive Archive(Dictionary<string, object?> map)
        => map.TryGetValue("path", out var path) ? new FileArchive((string)path!)
            : map.TryGetValue("uri", out var uri) ? new RemoteArchive((string)uri!)
            : map.TryGetValue("assets", out var assets) ? new AssetArchive(Assets((Dictionary<string, object?>)assets!))
            : throw new InvalidOperationException("A value is marked as an archive but has no path, uri or assets.");

    private static Dictionary<string, AssetOrArchive> Assets(Dictionary<string, object?> map)
        => map.ToDictionary(
            entry => entry.Key,
            entry => Read(entry.Value).Value as AssetOrArchive
                ?? throw new InvalidOperationException($"'{entry.Key}' within an archive is no asset and no archive."));
}
