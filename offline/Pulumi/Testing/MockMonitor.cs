using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Stands between a run and its mocks, where the engine would be.</summary>
internal sealed class MockMonitor(IMocks mocks, Deployment run)
{
    private readonly Lock _gate = new();
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, MockAnswer> _registered = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_gate)
            {
                return [.. _resources];
            }
        }
    }

    public MockAnswer Registered(string urn)
    {
        lock (_gate)
        {
            return _registered.TryGetValue(urn, out var answer) ? answer : throw new InvalidOperationException($"Unknown resource {urn}");
        }
    }

    public async ValueTask<MockAnswer> RegisterAsync(MockRequest request, string importId)
    {
        Add(request.Resource);
        if (request.Resource.GetResourceType() == Stack.TypeToken)
        {
            return new MockAnswer(UrnOf(request), "", []);
        }

        var (id, state) = await AskAsync(request, importId).ConfigureAwait(false);
        return Remember(new MockAnswer(UrnOf(request), id ?? importId, state));
    }

    public async ValueTask<MockAnswer> ReadAsync(MockRequest request, string id)
    {
        var (_, state) = await AskAsync(request, id).ConfigureAwait(false);
        Add(request.Resource);
        return Remember(new MockAnswer(UrnOf(request), id, state));
    }

    public async Task<Dictionary<string, object?>> CallAsync(string token, Dictionary<string, object?> args, string provider)
        => await WireAsync(await mocks.CallAsync(new MockCallArgs
        {
            Token = token,
            Args = Deserializer.KnownProperties(args),
            Provider = provider,
        }).ConfigureAwait(false)).ConfigureAwait(false);

    public Task RegisterOutputsAsync(string urn, Dictionary<string, object?> outputs)
        => mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(
            urn, outputs.ToImmutableDictionary(output => output.Key, output => Plain(Deserializer.Read(output.Value)))));

    private static Output<object?> Plain(Deserialized value)
        => Output<object?>.Of(new OutputData<object?>(value.Value, value.IsKnown, value.IsSecret, []));

    private static async ValueTask<Dictionary<string, object?>> WireAsync(object state)
    {
        var map = state is IDictionary<string, object> dictionary ? dictionary.ToImmutableDictionary() : state;
        var (wire, _) = await Serializer.RunAsync("", serializer => serializer.Value(map, keepResources: true)).ConfigureAwait(false);
        return wire as Dictionary<string, object?>
            ?? throw new InvalidOperationException($"{state?.GetType().FullName ?? "null"} is not a supported argument type");
    }

    private async ValueTask<(string? Id, Dictionary<string, object?> State)> AskAsync(MockRequest request, string id)
    {
        var (newId, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Resource.GetResourceType(),
            Name = request.Resource.GetResourceName(),
            Inputs = Deserializer.KnownProperties(request.Inputs),
            Provider = request.Provider,
            Id = id,
        }).ConfigureAwait(false);
        return (newId, await WireAsync(state).ConfigureAwait(false));
    }

    /// <summary>As in the SDK's mock, only the first of the types of the ancestors stands in the URN.</summary>
    private string UrnOf(MockRequest request)
    {
        var type = request.Resource.GetResourceType();
        if (request.ParentUrn.Length > 0)
        {
            var ancestors = request.ParentUrn.Split("::")[2];
            type = $"{ancestors.Split('$')[0]}${type}";
        }

        return $"urn:pulumi:{run.StackName}::{run.ProjectName}::{type}::{request.Resource.GetResourceName()}";
    }

    private void Add(Resource resource)
    {
        lock (_gate)
        {
            _resources.Add(resource);
        }
    }

    private MockAnswer Remember(MockAnswer answer)
    {
        lock (_gate)
        {
            _registered[answer.Urn] = answer;
        }

        return answer;
    }
}
