using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Values;

namespace Infra.Google;

/// <summary>What of Google Cloud the records are kept with and signed by.</summary>
/// <param name="Bucket">The bucket of a name.</param>
/// <param name="Signer">The key of a name in Cloud KMS.</param>
/// <param name="PublicPem">The public half of that key, PEM.</param>
internal sealed record GoogleCloud(Func<BucketName, IAuditBucket> Bucket, Func<ResourcePath, IRecordSigner> Signer, Func<ResourcePath, CancellationToken, Task<string>> PublicPem)
{
    // No variable of the environment leads elsewhere: what is believed is read from these.
    private static readonly Uri Storage = new("https://storage.googleapis.com");
    private static readonly Uri Kms = new("https://cloudkms.googleapis.com");

    /// <summary>The real one; nobody signs in before something is asked.</summary>
    public static GoogleCloud Real() => At(new GoogleApi(), Storage, Kms);

    /// <summary>Services at given addresses.</summary>
    public static GoogleCloud At(GoogleApi api, Uri storage, Uri kms) => new(
        name => new CloudStorageBucket(api, storage, name),
        key => new CloudKms(api, kms, key),
        (key, cancellation) => new CloudKms(api, kms, key).PublicPemAsync(cancellation));
}
