using Pulumi.Testing;
using System.Collections.Concurrent;

namespace Pulumi.Behaviour.Tests;

/// <summary>Answers with the inputs and an id made of the name, unless told otherwise, and keeps what it was asked.</summary>
internal sealed class Mocks : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();
    private readonly ConcurrentQueue<MockRegisterResourceOutputsRequest> _outputs = new();

    public Func<MockResourceArgs, Task<(string? Id, object State)>> NewResource { get; init; }
        = args => Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));

    public Func<MockCallArgs, object> Call { get; init; } = _ => new Dictionary<string, object>();

    public MockResourceArgs[] Resources => [.. _resources];

    public MockCallArgs[] Calls => [.. _calls];

    public MockRegisterResourceOutputsRequest[] Outputs => [.. _outputs];

    /// <summary>Mocks that answer every resource with one state.</summary>
    public static Mocks Answering(Dictionary<string, object> state, string? id = "an-id") => Answering(() => state, id);

    /// <summary>Mocks that answer every resource with a state made within the run.</summary>
    public static Mocks Answering(Func<Dictionary<string, object>> state, string? id = "an-id")
        => new() { NewResource = _ => Task.FromResult<(string?, object)>((id, state())) };

    public MockResourceArgs Resource(string name) => Resources.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(args);
        return NewResource(args);
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        _calls.Enqueue(args);
        return Task.FromResult(Call(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        _outputs.Enqueue(args);
        return Task.CompletedTask;
    }
}
