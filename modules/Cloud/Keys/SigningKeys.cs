using System.Collections.Immutable;
using System.Globalization;
using Pulumi;
using Pulumi.Gcp.Kms.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Keys;

/// <summary>The keys that sign audit records, one an environment: they never leave Cloud KMS, and who may sign is granted where identities are.</summary>
/// <remarks>https://docs.cloud.google.com/kms/docs/algorithms#elliptic_curve_signing_algorithms. A key that signs does not rotate by itself: its next version is another public key, which readers of records have to learn first.</remarks>
public sealed class SigningKeys : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:SigningKeys";

    private const int SecondsADay = 86_400;
    private const int DaysUntilDestroyed = 30;

    private readonly ImmutableDictionary<string, Output<string>> keys;

    /// <summary>Makes the ring and its keys.</summary>
    public SigningKeys(string name, SigningKeysArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var ringName = $"{args.Names.KeyRing(args.Region)}-signing";
        // No name, as for every ring: Google never deletes one.
        var ring = new Gcp.Kms.KeyRing(ringName, new() { Location = args.Region.Value }, Under.Component(this, args.After, args.Protect));
        keys = args.Uses.ToImmutableDictionary(u => u, u => new Gcp.Kms.CryptoKey($"{ringName}-{u}", new()
        {
            Name = u,
            KeyRing = ring.Id,
            Purpose = "ASYMMETRIC_SIGN",
            DestroyScheduledDuration = string.Create(CultureInfo.InvariantCulture, $"{DaysUntilDestroyed * SecondsADay}s"),
            VersionTemplate = new CryptoKeyVersionTemplateArgs { Algorithm = "EC_SIGN_P256_SHA256", ProtectionLevel = "HSM" },
        }, Under.Component(this, protect: args.Protect)).Id, StringComparer.Ordinal);
        RegisterOutputs();
    }

    /// <summary>The id of the key for a use.</summary>
    /// <exception cref="KeyNotFoundException">No such key was asked for.</exception>
    public Output<string> this[string use] => keys[use];
}
