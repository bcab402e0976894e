using Pulumi;

namespace Infra.Engine.Tests;

/// <summary>A stack whose resources a test declares.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Action declare, StackOptions? options)
        : base(options) => declare();

    [Output("answer")]
    public Output<string> Answer { get; set; } = Output.Create("");
}
