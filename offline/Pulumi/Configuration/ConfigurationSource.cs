using System.Text.Json;

namespace Pulumi;

/// <summary>Reads the configuration that the CLI hands over in the environment.</summary>
internal static class ConfigurationSource
{
    /// <summary>All values by full key. A key of the old form <c>name:config:key</c> counts as <c>name:key</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var json = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        var values = string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        return (values ?? []).ToDictionary(entry => CleanKey(entry.Key), entry => entry.Value);
    }

    private static string CleanKey(string key)
    {
        const string Infix = "config:";
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && key[(colon + 1)..].StartsWith(Infix, StringComparison.Ordinal)
            ? key[..(colon + 1)] + key[(colon + 1 + Infix.Length)..]
            : key;
    }
}
