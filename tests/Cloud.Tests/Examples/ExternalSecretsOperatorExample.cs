using Infra.Cloud.Clusters;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class ExternalSecretsOperatorExample
{
    public static void Run(StackSettings settings)
    {
        var connection = Samples.Connection(settings);

        // README modules/Cloud/ExternalSecretsOperator/README.md
        var secrets = new ExternalSecrets("mumbai-external-secrets", new()
        {
            Project = settings.Project,
            Region = Region.Of("asia-south1"),
            Ranges = settings.Network.In(Region.Of("asia-south1")),
            Tier = settings.Tier,
        }, new() { Providers = { connection.Provider } });
        // Stores and what they copy come after it.
        var before = secrets.Ready;
        // END
        Assert.Single(before);
    }
}
