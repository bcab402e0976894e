using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Rotation;
using Infra.Model.Values;

namespace Infra.Pipeline.Workspace;

/// <summary>What of Google Cloud records are kept with and signed by, and where the secrets are.</summary>
/// <param name="Bucket">The bucket of a name.</param>
/// <param name="Signer">The key of a name in Cloud KMS.</param>
/// <param name="PublicPem">The public half of that key, PEM.</param>
/// <param name="Secrets">Secret Manager.</param>
public sealed record GoogleCloud(
    Func<BucketName, IAuditBucket> Bucket, Func<ResourcePath, IRecordSigner> Signer, Func<ResourcePath, CancellationToken, Task<string>> PublicPem, Func<ISecretEntries> Secrets);
