using Infra.Cloud.Bootstrap;
using Infra.Cloud.Environments;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra;

/// <summary>What runs under <c>pulumi preview</c> and <c>pulumi up</c>: the same stack, with settings that Pulumi has decrypted.</summary>
internal static class EngineProgram
{
    public static async Task<int> RunAsync() => await Deployment.RunAsync<Stack>(new Factory());

    private static Stack Create()
    {
        string name = Deployment.Instance.StackName;
        if (EnginePermit.RefusalAsync(RealHost.Make(CancellationToken.None), name, Deployment.Instance.IsDryRun, CancellationToken.None).GetAwaiter().GetResult() is { } refusal)
        {
            // Before anything is registered, the stack itself included.
            throw new RunException(refusal);
        }

        Dictionary<string, Pulumi.Config> namespaces = new(StringComparer.Ordinal);
        return string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal)
            ? new BootstrapStack(Checked(SettingsBinder.BootstrapFromConfig(key => Read(namespaces, key))))
            : Environment(Checked(SettingsBinder.FromConfig(key => Read(namespaces, key), StackName.Of(name))));
    }

    // The release is data of the repository and not of Pulumi's configuration: a promotion changes it, and nothing else.
    private static EnvironmentStack Environment(StackSettings settings)
    {
        try
        {
            return new(settings, Repository.Find(RealHost.Make(CancellationToken.None)).Source(settings));
        }
        catch (InfraException mistake)
        {
            // Of a RunException Pulumi shows the message alone, as of every mistake in settings.
            throw new RunException(mistake.Message, mistake);
        }
    }

    private static T Checked<T>(SettingsResult<T> result)
        where T : class =>
        result.TryGet(out T? settings) ? settings : throw new RunException(string.Join('\n', result.Problems.Select(p => p.ToString())));

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
