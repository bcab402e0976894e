using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The outputs of another stack.</summary>
public class StackReference : CustomResource
{
    /// <summary>Reads another stack; its name is that of the resource where none is given.</summary>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    /// <summary>The name of the other stack.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>All outputs of the other stack.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>The names of the outputs that are secret.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>One output, or null where there is none of that name.</summary>
    public Output<object?> GetOutput(Input<string> name)
        => Marked(name, Output.Tuple(name.ToOutput(), Outputs).Apply(pair => pair.Item2.GetValueOrDefault(pair.Item1)));

    /// <summary>One output, which must be there.</summary>
    public Output<object> RequireOutput(Input<string> name)
        => Marked(name, Output.Tuple(name.ToOutput(), Name, Outputs).Apply(all => all.Item3.GetValueOrDefault(all.Item1)
            ?? throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'.")));

    /// <summary>One output as a plain value, in the member that says whether it is secret.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? new StackReferenceOutputDetails { SecretValue = data.Value }
            : new StackReferenceOutputDetails { Value = data.Value };
    }

    /// <summary>One output that is not secret, or null where there is none of that name.</summary>
    public Task<object?> GetValueAsync(Input<string> name) => PlainAsync(GetOutput(name), "GetOutputValueAsync", "GetOutput");

    /// <summary>One output that is not secret and must be there.</summary>
    public Task<object> RequireValueAsync(Input<string> name)
        => PlainAsync(RequireOutput(name), "RequireOutputValueAsync", "RequireOutput");

    private static async Task<T> PlainAsync<T>(Output<T> output, string method, string instead)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException(
                $"Cannot call '{method}' if the referenced stack has secret outputs. Use '{instead}' instead.")
            : data.Value;
    }

    /// <summary>All outputs together are secret if one is; a single one only if it is among the secret names.</summary>
    private Output<T> Marked<T>(Input<string> name, Output<T> output)
    {
        return new Output<T>(MarkedAsync());

        async Task<OutputData<T>> MarkedAsync()
        {
            var data = await output.DataTask.ConfigureAwait(false);
            return data with { IsSecret = await IsSecretAsync(name).ConfigureAwait(false) };
        }
    }

    private async Task<bool> IsSecretAsync(Input<string> name)
    {
        var wanted = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secrets = await SecretOutputNames.DataTask.ConfigureAwait(false);
        if (wanted.IsKnown && secrets.IsKnown)
        {
            return !secrets.Value.IsDefault && secrets.Value.Contains(wanted.Value);
        }

        var all = await Outputs.DataTask.ConfigureAwait(false);
        return all.IsSecret;
    }
}
