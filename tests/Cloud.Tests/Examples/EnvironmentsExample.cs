using Infra.Cloud.Environments;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class EnvironmentsExample
{
    public static void Run(StackSettings settings) => Assert.NotNull(Make(settings, Samples.Source, null!));

    private static Func<Task<int>> Make(StackSettings settings, PlatformSource source, IServiceProvider services)
    {
        // README modules/Cloud/Environments/README.md
        // `services` answers GetService(typeof(EnvironmentStack)) with this stack.
        Func<StackOptions?, EnvironmentStack> stack = options => new EnvironmentStack(settings, source, options);
        Func<Task<int>> run = () => Deployment.RunAsync<EnvironmentStack>(services);
        // END
        Assert.NotNull(stack);
        return run;
    }
}
