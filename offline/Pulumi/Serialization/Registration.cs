using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>The outcome of registering one resource: all of its output properties read from it.</summary>
internal sealed class Registration(Resource resource)
{
    private readonly TaskCompletionSource<Outcome> _outcome = new();
    private readonly ImmutableHashSet<Resource> _self = [resource];

    public void Complete(Dictionary<string, Deserialized> properties, bool isMissingKnown)
        => _outcome.SetResult(new Outcome(properties, isMissingKnown));

    public void Fail(Exception exception) => _outcome.TrySetException(exception);

    public Task<OutputData<T>> ReadAsync<T>(string property)
    {
        return _outcome.Task is { IsCompletedSuccessfully: true } done
            ? Task.FromResult(Read<T>(done.Result, property))
            : WhenThereAsync(property);

        async Task<OutputData<T>> WhenThereAsync(string name) => Read<T>(await _outcome.Task.ConfigureAwait(false), name);
    }

    /// <summary>A property that the answer leaves out is unknown in a preview, and the type's default in an update.</summary>
    private OutputData<T> Read<T>(Outcome outcome, string property)
        => outcome.Properties.TryGetValue(property, out var data)
            ? new OutputData<T>(data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret, _self)
            : new OutputData<T>(default!, outcome.IsMissingKnown, IsSecret: false, _self);

    private sealed record Outcome(Dictionary<string, Deserialized> Properties, bool IsMissingKnown);
}
