using System.Collections.Immutable;
using System.Globalization;
using Pulumi;
using Pulumi.Gcp.Kms.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Keys;

/// <summary>The key ring of a region, with one key for each use, each granted to exactly one service agent.</summary>
public sealed class RegionKeys : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RegionKeys";

    private const int SecondsADay = 86_400;
    private const int DaysUntilDestroyed = 30;

    private readonly ImmutableDictionary<string, EncryptionKey> keys;

    /// <summary>Makes the ring and its keys.</summary>
    public RegionKeys(string name, RegionKeysArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var ringName = args.Names.KeyRing(args.Region);
        // No name: Google never deletes a ring, so a stack that was destroyed could never take its old name again. Pulumi adds a suffix.
        var ring = new Gcp.Kms.KeyRing(ringName, new() { Location = args.Region.Value }, Under.Component(this, args.After, args.Protect));
        keys = args.Users.ToImmutableDictionary(u => u.Key, u => Key($"{ringName}-{u.Key}", u.Key, u.Value, ring, args), StringComparer.Ordinal);
        RegisterOutputs();
    }

    /// <summary>The key for a use.</summary>
    /// <exception cref="KeyNotFoundException">No such key was asked for.</exception>
    public EncryptionKey this[string use] => keys[use];

    private EncryptionKey Key(string name, string use, Output<string> user, Gcp.Kms.KeyRing ring, RegionKeysArgs args)
    {
        var key = new Gcp.Kms.CryptoKey(name, new()
        {
            Name = use,
            KeyRing = ring.Id,
            Purpose = "ENCRYPT_DECRYPT",
            RotationPeriod = Seconds(args.RotationDays),
            // Time to notice a mistake before what is encrypted is lost.
            DestroyScheduledDuration = Seconds(DaysUntilDestroyed),
            VersionTemplate = new CryptoKeyVersionTemplateArgs { Algorithm = "GOOGLE_SYMMETRIC_ENCRYPTION", ProtectionLevel = "HSM" },
        }, Under.Component(this, protect: args.Protect));
        var grant = new Gcp.Kms.CryptoKeyIAMMember(name, new()
        {
            CryptoKeyId = key.Id,
            Role = "roles/cloudkms.cryptoKeyEncrypterDecrypter",
            Member = user,
        }, Under.Component(this));
        return new(key.Id, grant);
    }

    private static string Seconds(int days) => string.Create(CultureInfo.InvariantCulture, $"{(long)days * SecondsADay}s");
}
