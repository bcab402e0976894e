namespace Pulumi.Serialization;

/// <summary>
/// The engine's wire form. A value is null, bool, double, string, a <c>List&lt;object?&gt;</c> or a
/// <c>Dictionary&lt;string, object?&gt;</c>; what is none of these is an object with a signature.
/// </summary>
internal static class Wire
{
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";
    public const string ArchiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string Value = "value";
    public const string Urn = "urn";
    public const string Id = "id";

    public static Dictionary<string, object?> Secret(object? value)
        => new() { [SignatureKey] = SecretSignature, [Value] = value };

    public static bool ContainsUnknown(object? value) => value switch
    {
        string text => text == Unknown,
        List<object?> list => list.Exists(ContainsUnknown),
        Dictionary<string, object?> map => map.Values.Any(ContainsUnknown),
        _ => false,
    };
}
