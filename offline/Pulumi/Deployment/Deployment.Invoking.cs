using Pulumi.Serialization;

namespace Pulumi;

/// <content>Invokes and calls.</content>
public sealed partial class Deployment
{
    /// <summary>Calls a function. In a preview an unknown argument makes the result unknown, without a call.</summary>
    internal Output<T> Invoke<T>(string token, InvokeArgs? args, InvokeOptions? options) => new(InvokeDataAsync<T>(token, args, options));

    /// <summary>Calls a function with plain arguments.</summary>
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (wire, _) = await ArgumentsAsync(token, args).ConfigureAwait(false);
        var result = await CallAsync(token, wire, ProviderOf(token, options)).ConfigureAwait(false);
        return Data<T>(token, result, []).Value;
    }

    /// <summary>Calls a method of a resource.</summary>
    internal Output<T> Call<T>(string token, CallArgs? args, Resource? self, CallOptions? options)
    {
        return new Output<T>(CallDataAsync());

        async Task<OutputData<T>> CallDataAsync()
        {
            var (wire, sources) = await Serializer.RunAsync($"call:{token}", serializer =>
            {
                var arguments = serializer.Args(args ?? CallArgs.Empty, keepResources: true);
                if (self is not null)
                {
                    arguments["__self__"] = serializer.Value(self, keepResources: true);
                }

                return arguments;
            }).ConfigureAwait(false);
            var provider = options?.Provider ?? (self ?? options?.Parent)?.ProviderFor(token);
            var result = await CallAsync(token, wire, provider).ConfigureAwait(false);
            return Data<T>(token, result, sources);
        }
    }

    private static ProviderResource? ProviderOf(string token, InvokeOptions? options)
        => options?.Provider ?? options?.Parent?.ProviderFor(token);

    private static ValueTask<(Dictionary<string, object?> Wire, HashSet<Resource> Sources)> ArgumentsAsync(string token, InvokeArgs? args)
        => Serializer.RunAsync($"invoke:{token}", serializer => serializer.Args(args ?? InvokeArgs.Empty, keepResources: true));

    private static OutputData<T> Data<T>(string token, Dictionary<string, object?> result, IEnumerable<Resource> sources)
    {
        var read = Deserializer.Read(result);
        var value = Converter.Convert(warning => Log.Warn(warning), $"{token} result", read.Value, typeof(T));
        return new OutputData<T>(value is null ? default! : (T)value, read.IsKnown, read.IsSecret, [.. sources]);
    }

    private async Task<OutputData<T>> InvokeDataAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (wire, sources) = await ArgumentsAsync(token, args).ConfigureAwait(false);
        if (Wire.ContainsUnknown(wire))
        {
            return new OutputData<T>(default!, IsKnown: false, IsSecret: false, []);
        }

        var dependsOn = options is InvokeOutputOptions output
            ? await DependenciesAsync(output.DependsOn).ConfigureAwait(false)
            : [];
        var result = await CallAsync(token, wire, ProviderOf(token, options)).ConfigureAwait(false);
        return Data<T>(token, result, sources.Concat(dependsOn));
    }

    private async Task<Dictionary<string, object?>> CallAsync(string token, Dictionary<string, object?> wire, ProviderResource? provider)
    {
        var reference = provider is null ? "" : await provider.ReferenceAsync().ConfigureAwait(false);
        return await _monitor.CallAsync(token, wire, reference).ConfigureAwait(false);
    }
}
