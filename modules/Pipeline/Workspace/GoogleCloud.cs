using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Values;

namespace Infra.Pipeline.Workspace;

/// <summary>What of Google Cloud the records are kept with and signed by.</summary>
/// <param name="Bucket">The bucket of a name.</param>
/// <param name="Signer">The key of a name in Cloud KMS.</param>
/// <param name="PublicPem">The public half of that key, PEM.</param>
public sealed record GoogleCloud(Func<BucketName, IAuditBucket> Bucket, Func<ResourcePath, IRecordSigner> Signer, Func<ResourcePath, CancellationToken, Task<string>> PublicPem);
