using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The settings of a stack that stand under one name, which is the project's by default.</summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>The settings under a name.</summary>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    /// <summary>A setting, or null.</summary>
    public string? Get(string key) => Deployment.Current.Configuration.GetValueOrDefault(FullKey(key));

    /// <summary>A setting marked secret, or null.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A setting that must be there.</summary>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <summary>A setting that must be there, marked secret.</summary>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>A setting that is true or false, or null.</summary>
    public bool? GetBoolean(string key) => Parsed<bool>(key, ParseBoolean);

    /// <summary>A setting that is true or false, marked secret, or null.</summary>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A setting that is true or false and must be there.</summary>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <summary>A setting that is true or false and must be there, marked secret.</summary>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>A setting that is a whole number, or null.</summary>
    public int? GetInt32(string key) => Parsed<int>(key, ParseInt32);

    /// <summary>A setting that is a whole number, marked secret, or null.</summary>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A setting that is a whole number and must be there.</summary>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <summary>A setting that is a whole number and must be there, marked secret.</summary>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>A setting that is a number, or null.</summary>
    public double? GetDouble(string key) => Parsed<double>(key, ParseDouble);

    /// <summary>A setting that is a number, marked secret, or null.</summary>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A setting that is a number and must be there.</summary>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <summary>A setting that is a number and must be there, marked secret.</summary>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>A setting that is JSON, as an object, or its default.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key) => ReadObject<T>(key, options: null);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => ReadObject<T>(key, options);

    /// <summary>A setting that is JSON, as a secret object, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(ReadObject<T>(key, options: null)!);

    /// <inheritdoc cref="GetSecretObject{T}(string)"/>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? null : Output.CreateSecret(ReadObject<T>(key, options)!);

    /// <summary>A setting that is JSON and must be there, as an object.</summary>
    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : ReadObject<T>(key, options: null)!;

    /// <inheritdoc cref="RequireObject{T}(string)"/>
    public T RequireObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? throw Missing(key) : ReadObject<T>(key, options)!;

    /// <summary>A setting that is JSON and must be there, as a secret object.</summary>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    /// <inheritdoc cref="RequireSecretObject{T}(string)"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options)
        => Output.CreateSecret(RequireObject<T>(key, options));

    private static bool? ParseBoolean(string text) => text switch { "true" => true, "false" => false, _ => null };

    private static int? ParseInt32(string text)
        => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? ParseDouble(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private T? Parsed<T>(string key, Func<string, T?> parse) where T : struct
        => Get(key) is { } text ? parse(text) ?? throw Invalid(key, text, typeof(T).Name, cause: null) : null;

    private T? ReadObject<T>(string key, JsonSerializerOptions? options)
    {
        var text = Get(key);
        try
        {
            return text is null ? default : JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException cause)
        {
            throw Invalid(key, text!, typeof(T).FullName!, cause);
        }
    }

    private string FullKey(string key) => $"{_name}:{key}";

    private RunException Missing(string key)
        => new($"Missing Required configuration variable '{FullKey(key)}'\n"
            + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    private RunException Invalid(string key, string text, string type, Exception? cause)
        => new($"Configuration '{FullKey(key)}' value '{text}' is not a valid {type}", cause);
}
