using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A blob of content.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string property, object value) : base(Wire.AssetSignature, property, value)
    {
    }
}
