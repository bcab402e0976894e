namespace Pulumi;

/// <content>The entry points of programs, which need the engine and so the official package.</content>
public sealed partial class Deployment
{
    /// <summary>Says that the official package is needed.</summary>
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>() where TStack : Stack, new() => RefuseAsync();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider) where TStack : Stack => RefuseAsync();

    /// <summary>Under the engine: one message and the exit code that keeps the CLI from adding another.</summary>
    private static async Task<int> RefuseAsync()
    {
        if (!IsSet("PULUMI_MONITOR") && !IsSet("PULUMI_ENGINE"))
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }

        await Console.Error.WriteLineAsync(
            "error: this program was built with the offline stand-in of the package Pulumi, which cannot talk to the Pulumi engine. "
            + "Build it with the official packages: -p:Packages=official (see offline/README.md).").ConfigureAwait(false);
        Environment.ExitCode = AlreadyReported;
        return AlreadyReported;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
