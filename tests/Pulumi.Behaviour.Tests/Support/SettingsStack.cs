using Pulumi.Testing;

namespace Pulumi.Behaviour.Tests;

/// <summary>A stack that gets its body and options from outside, as the product's do.</summary>
internal sealed class SettingsStack : Stack
{
    public SettingsStack(Action<SettingsStack> body, StackOptions? options = null) : base(options) => body(this);

    [Output("answer")]
    public Output<string> Answer { get; set; } = null!;

    public static async Task<Mocks> Test(
        Action<SettingsStack> body, StackOptions? options = null, Mocks? mocks = null, TestOptions? testOptions = null)
    {
        mocks ??= new Mocks();
        await Deployment.TestWithServiceProviderAsync<SettingsStack>(
            mocks, new Provider(() => new SettingsStack(body, options)), testOptions ?? Run.Options());
        return mocks;
    }

    public static Task<Mocks> Transformed(ResourceTransformation transformation, Action body)
        => Test(
            stack =>
            {
                body();
                stack.Answer = Output.Create("42");
            },
            new StackOptions { ResourceTransformations = { transformation } });

    internal sealed class Provider(Func<object?> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SettingsStack) ? make() : null;
    }
}
