using Infra.Cloud.Bootstrap;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Tests.Examples;

internal static class BootstrapExample
{
    public static void Run(StackSettings settings)
    {
        var bootstrap = Repository.Bootstrap;

        // README modules/Cloud/Bootstrap/README.md
        // `bootstrap` are the checked settings of stacks/Pulumi.bootstrap.yaml.
        Func<StackOptions?, BootstrapStack> stack = options => new BootstrapStack(bootstrap, options);
        // END
        Assert.NotNull(stack);
        Assert.NotNull(settings);
    }
}
