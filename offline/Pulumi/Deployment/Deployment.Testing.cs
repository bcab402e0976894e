using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

/// <content>The entry points of tests.</content>
public sealed partial class Deployment
{
    /// <summary>Pulumi's exit code of a program that has reported its error itself.</summary>
    private const int AlreadyReported = 32;

    /// <summary>Runs a stack against mocks and gives its resources.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestCoreAsync(mocks, options, () => (Stack)Activator.CreateInstance(
            typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!);

    /// <summary>Runs a stack that a service provider makes.</summary>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return TestCoreAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new ApplicationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. "
                + "Register the type with the service provider before calling RunAsync."));
    }

    /// <summary>Runs a function that makes resources.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
        => WithoutOutputsAsync(testMocks, testOptions, () =>
        {
            createResources();
            return new Dictionary<string, object?>();
        });

    /// <summary>Runs a function that makes resources.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
        => WithoutOutputsAsync(testMocks, testOptions, () =>
        {
            createResources().GetAwaiter().GetResult();
            return new Dictionary<string, object?>();
        });

    /// <summary>Runs a function that makes resources and returns outputs.</summary>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var resources = await TestCoreAsync(testMocks, testOptions, () => new TestStack(() => outputs = createResources()))
            .ConfigureAwait(false);
        return (resources.RemoveAll(resource => resource is TestStack), outputs);
    }

    /// <summary>Runs a function that makes resources and returns outputs.</summary>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
        => TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    private static async Task<ImmutableArray<Resource>> WithoutOutputsAsync(
        IMocks mocks, TestOptions options, Func<IDictionary<string, object?>> createResources)
    {
        var (resources, _) = await TestAsync(mocks, options, createResources).ConfigureAwait(false);
        return resources;
    }

    /// <summary>
    /// This method is async so that what it sets in <see cref="Running"/> ends with it, and parallel runs stay apart.
    /// It comes back at the first failure, while the rest of the run may still go on.
    /// </summary>
    private static async Task<ImmutableArray<Resource>> TestCoreAsync(IMocks mocks, TestOptions? options, Func<Stack> makeStack)
    {
        if (Running.Value is not null)
        {
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        }

        var run = new Deployment(mocks, options);
        Running.Value = run;
        var failures = run.Make(makeStack) is { } failure ? [failure] : await run._tasks.IdleOrFailedAsync().ConfigureAwait(false);
        if (failures.Count > 0)
        {
            Environment.ExitCode = AlreadyReported;
        }

        foreach (var one in failures)
        {
            run.Errors.Add(Report(one));
        }

        return run.Errors.ToException() is { } error ? throw error : run._monitor.Resources;
    }

    private static string Report(Exception failure) => failure switch
    {
        RunException => failure.Message,
        ResourceException { HideStack: true } => failure.Message,
        ResourceException => failure.ToString(),
        _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}",
    };

    private Exception? Make(Func<Stack> makeStack)
    {
        try
        {
            makeStack().RegisterPropertyOutputs();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>The stack of tests that have only a function.</summary>
    private sealed class TestStack : Stack
    {
        public TestStack(Action makeResources) => makeResources();
    }
}
