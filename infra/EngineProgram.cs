using Infra.Backends.Pulumi;
using Infra.Cloud;
using Infra.Model;
using Pulumi;

namespace Infra;

/// <summary>What runs under <c>pulumi preview</c> and <c>pulumi up</c>: the same stack, with settings that Pulumi has decrypted.</summary>
internal static class EngineProgram
{
    public static async Task<int> RunAsync() => await Deployment.RunAsync<Stack>(new Factory());

    private static Stack Create()
    {
        string name = Deployment.Instance.StackName;
        Dictionary<string, Pulumi.Config> namespaces = new(StringComparer.Ordinal);
        return string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal)
            ? new BootstrapStack(Checked(SettingsBinder.BootstrapFromConfig(key => Read(namespaces, key))))
            : Environment(Checked(SettingsBinder.FromConfig(key => Read(namespaces, key), StackName.Of(name))));
    }

    /// <summary>Why an update is refused: nothing reaches a protected stack that was not approved, also when somebody calls the CLI by hand. Null where it may go on.</summary>
    /// <remarks>
    /// A tripwire and no lock: whoever can run the CLI with the apply identity can set a variable. The lock is that identity, which only the
    /// protected GitHub environment can take on.
    /// </remarks>
    internal static string? Refusal(StackSettings settings, bool isDryRun, string? envelope) =>
        isDryRun || settings.Tier == Tier.Development || !string.IsNullOrEmpty(envelope)
            ? null
            : $"{settings.Stack} is protected: nothing reaches it that was not sealed and approved. Seal with `infra preview {settings.Stack} --backend pulumi --seal --out FILE`, and apply with `infra up {settings.Stack} --backend pulumi --plan FILE`.";

    // The release is data of the repository and not of Pulumi's configuration: a promotion changes it, and nothing else.
    private static EnvironmentStack Environment(StackSettings settings)
    {
        if (Refusal(settings, Deployment.Instance.IsDryRun, System.Environment.GetEnvironmentVariable(PulumiCommands.EnvelopeVariable)) is { } refusal)
        {
            throw new RunException(refusal);
        }

        try
        {
            return new(settings, Repository.Find(Host.Real()).Source(settings));
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
