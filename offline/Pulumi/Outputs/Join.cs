using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Joins the marks and dependencies of several outputs.</summary>
internal static class Join
{
    /// <summary>Waits for the parts one after another, then joins them around <paramref name="value"/>.</summary>
    public static async Task<OutputData<T>> AllAsync<T>(IOutput[] parts, Func<T> value)
    {
        var isKnown = true;
        var isSecret = false;
        var resources = ImmutableHashSet<Resource>.Empty;
        foreach (var part in parts)
        {
            await part.Completion.ConfigureAwait(false);
            var data = part.CompletedData;
            isKnown &= data.IsKnown;
            isSecret |= data.IsSecret;
            resources = OutputData<T>.Joined(resources, data.Resources);
        }

        return new OutputData<T>(value(), isKnown, isSecret, resources);
    }

    public static Output<object?> Untyped(IOutput output)
    {
        return new Output<object?>(ReadAsync(output));

        static async Task<OutputData<object?>> ReadAsync(IOutput output)
        {
            await output.Completion.ConfigureAwait(false);
            return output.CompletedData;
        }
    }
}
