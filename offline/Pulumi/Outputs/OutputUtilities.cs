using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>What tests and tools may ask of an output.</summary>
public static class OutputUtilities
{
    /// <summary>An output that is unknown, with the value that it has in an update.</summary>
    public static Output<T> CreateUnknown<T>(T value)
        => Output<T>.Of(new OutputData<T>(value, IsKnown: false, IsSecret: false, ImmutableHashSet<Resource>.Empty));

    /// <summary>An output that is unknown, with the value that it has in an update.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown(default(T)!).Apply(_ => valueFactory());

    /// <summary>Whether the value is known.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.IsKnown;
    }

    /// <summary>The value, or the type's default where it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!);

    /// <summary>The resources that the output depends on.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.Resources;
    }

    /// <summary>The same output, depending on one more resource.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
        => output.With(data => data with { Resources = data.Resources.Add(resource) });
}
