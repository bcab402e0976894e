using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A collection of assets.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string property, object value) : base(Wire.ArchiveSignature, property, value)
    {
    }
}
