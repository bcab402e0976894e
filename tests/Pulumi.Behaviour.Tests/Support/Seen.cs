using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

/// <summary>What an output holds.</summary>
internal sealed record Seen<T>(T Value, bool IsKnown, bool IsSecret, string DependsOn);

internal static class Seen
{
    public static async Task<Seen<T>> Read<T>(Output<T> output)
    {
        var resources = await OutputUtilities.GetDependenciesAsync(output);
        return new Seen<T>(
            await OutputUtilities.GetValueAsync(output),
            await OutputUtilities.GetIsKnownAsync(output),
            await Output.IsSecretAsync(output),
            string.Join(' ', resources.Select(resource => resource.GetResourceName()).Order(StringComparer.Ordinal)));
    }
}
