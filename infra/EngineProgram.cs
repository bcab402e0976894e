using Infra.Cloud;
using Infra.Model;
using Pulumi;

namespace Infra;

/// <summary>What runs under <c>pulumi preview</c> and <c>pulumi up</c>: the same stack, with settings that Pulumi has decrypted.</summary>
internal static class EngineProgram
{
    public static async Task<int> RunAsync() => await Deployment.RunAsync<EnvironmentStack>(new Factory());

    private static EnvironmentStack Create()
    {
        string name = Deployment.Instance.StackName;
        Dictionary<string, Pulumi.Config> namespaces = new(StringComparer.Ordinal);
        SettingsResult result = SettingsBinder.FromConfig(key => Read(namespaces, key), StackName.Of(name));
        return result.TryGet(out StackSettings? settings)
            ? new EnvironmentStack(settings)
            : throw new RunException(string.Join('\n', result.Problems.Select(p => p.ToString())));
    }

    private static string? Read(Dictionary<string, Pulumi.Config> namespaces, string key)
    {
        string[] parts = key.Split(':', 2);
        if (!namespaces.TryGetValue(parts[0], out Pulumi.Config? config))
        {
            namespaces[parts[0]] = config = new Pulumi.Config(parts[0]);
        }

        return config.Get(parts[1]);
    }

    private sealed class Factory : IServiceProvider
    {
        public object GetService(Type serviceType) => Create();
    }
}
