using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Cloud.Secrets;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class SecretsExample
{
    public static void Run(StackSettings settings)
    {
        var (topicKey, secretKey) = (Samples.Key("topics"), Samples.Key("secrets"));
        var publisher = "serviceAccount:service-481516234201@gcp-sa-secretmanager.iam.gserviceaccount.com";
        var payments = Output.Create("serviceAccount:setu-dev-payments-core@setu-dev-471203.iam.gserviceaccount.com");

        // README modules/Cloud/Secrets/README.md
        var topic = new RotationTopic("rotation", new()
        {
            Names = settings.Names,
            Residency = settings.Residency,
            Key = topicKey,
            Publisher = publisher,
        });
        var secret = new Secret("gateway-key", new()
        {
            Settings = new(SecretId.Of("payments-gateway-key"), [KubernetesName.Of("payments-core")], UtcTime.Of("2027-02-01T20:30:00Z"), RotationDays: 90),
            Replicas = ImmutableSortedDictionary<string, EncryptionKey>.Empty.Add("asia-south1", secretKey),
            Topic = topic,
            Consumers = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("payments-core", payments),
        });
        // END
        Assert.NotNull(secret.Id);
    }
}
