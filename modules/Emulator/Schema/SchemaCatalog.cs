using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Infra.Emulator.Schema;

/// <summary>The schemas of all types, read a service at a time when a type of it is first asked for.</summary>
internal sealed class SchemaCatalog
{
    private const string Prefix = "schemas/";
    private const string KubernetesPrefix = "kubernetes:";
    private static readonly Assembly Home = typeof(SchemaCatalog).Assembly;
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, TypeSchema>> services = new(StringComparer.Ordinal);

    /// <summary>The one catalog; its data is part of the program.</summary>
    public static SchemaCatalog Shared { get; } = new();

    /// <summary>Every type that has a schema, in ordinal order.</summary>
    public IEnumerable<string> Types =>
        Home.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .SelectMany(n => Read(n).Keys)
            .Order(StringComparer.Ordinal);

    /// <summary>The schema of a type, or null.</summary>
    public TypeSchema? Find(string type)
    {
        // gcp:compute/network:Network is in schemas/compute.json.
        int colon = type.IndexOf(':', StringComparison.Ordinal);
        int slash = type.IndexOf('/', StringComparison.Ordinal);
        if (colon < 0 || slash < colon)
        {
            return null;
        }

        // Kubernetes has many groups with few kinds each, so they are together.
        string service = type.StartsWith(KubernetesPrefix, StringComparison.Ordinal) ? "kubernetes" : type[(colon + 1)..slash];
        return services.GetOrAdd(service, static s => Read($"{Prefix}{s}.json")).GetValueOrDefault(type);
    }

    private static IReadOnlyDictionary<string, TypeSchema> Read(string resource)
    {
        using Stream? stream = Home.GetManifestResourceStream(resource);
        return stream is null
            ? new Dictionary<string, TypeSchema>(StringComparer.Ordinal)
            : JsonSerializer.Deserialize(stream, TypeSchemaJson.Default.DictionaryStringTypeSchema)!;
    }
}
