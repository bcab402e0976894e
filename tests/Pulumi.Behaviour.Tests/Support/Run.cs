using Pulumi.Testing;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

/// <summary>Runs a body as a stack against mocks and hands out what it found.</summary>
internal static class Run
{
    public static Task<T> Preview<T>(Func<Task<T>> body, Mocks? mocks = null) => Body(isPreview: true, body, mocks);

    public static Task<T> Update<T>(Func<Task<T>> body, Mocks? mocks = null) => Body(isPreview: false, body, mocks);

    public static Task<Seen<T>> Preview<T>(Func<Output<T>> body, Mocks? mocks = null) => Preview(() => Seen.Read(body()), mocks);

    public static Task<Seen<T>> Update<T>(Func<Output<T>> body, Mocks? mocks = null) => Update(() => Seen.Read(body()), mocks);

    public static Task<Seen<T>> In<T>(bool isPreview, Func<Output<T>> body, Mocks? mocks = null)
        => Body(isPreview, () => Seen.Read(body()), mocks);

    public static async Task<Mocks> Stack(Action body, Mocks? mocks = null, bool isPreview = true)
    {
        mocks ??= new Mocks();
        await Deployment.TestAsync(mocks, Options(isPreview), body);
        return mocks;
    }

    public static Task<ImmutableArray<Resource>> Resources(Action body, bool isPreview = true)
        => Deployment.TestAsync(new Mocks(), Options(isPreview), body);

    /// <summary>The message of a run that must fail; several errors come as one text.</summary>
    public static async Task<string> Failure(Action body, Mocks? mocks = null, bool isPreview = true)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Stack(body, mocks, isPreview));
        return failure.Message;
    }

    public static TestOptions Options(bool isPreview = true) => new() { IsPreview = isPreview };

    private static async Task<T> Body<T>(bool isPreview, Func<Task<T>> body, Mocks? mocks)
    {
        T result = default!;
        await Deployment.TestAsync(mocks ?? new Mocks(), Options(isPreview), async Task () => result = await body());
        return result;
    }
}
