namespace Pulumi.Behaviour.Tests;

internal sealed class TestProvider(string name, TestProvider.Args? args = null, string package = "test")
    : ProviderResource(package, name, args ?? new Args(), options: null)
{
    internal sealed class Args : ResourceArgs
    {
        [Input("region")]
        public Input<string>? Region { get; set; }

        [Input("retries", json: true)]
        public Input<int>? Retries { get; set; }

        [Input("batching", json: true)]
        public Input<RuleArgs>? Batching { get; set; }
    }
}
