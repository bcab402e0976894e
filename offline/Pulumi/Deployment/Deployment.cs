using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a program. This stand-in runs tests only: it cannot talk to the engine.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Running = new();
    private readonly MockMonitor _monitor;
    private readonly TaskTracker _tasks = new();
    private Stack? _stack;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        IsDryRun = options?.IsPreview ?? true;
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        RootDirectory = options?.RootDirectory ?? Directory.GetCurrentDirectory();
        Configuration = ConfigurationSource.Read();
        _monitor = new MockMonitor(mocks, this);
        Public = new DeploymentInstance(this);
    }

    /// <summary>The run that the caller is part of.</summary>
    public static DeploymentInstance Instance => Current.Public;

    internal static Deployment Current
        => Running.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal bool IsDryRun { get; }

    internal string StackName { get; }

    internal string ProjectName { get; }

    internal string OrganizationName { get; }

    internal string RootDirectory { get; }

    internal IReadOnlyDictionary<string, string> Configuration { get; }

    /// <summary>Messages logged as errors; a run that has one fails.</summary>
    internal ErrorLog Errors { get; } = new();

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    private DeploymentInstance Public { get; }

    /// <summary>Makes the current run, if there is one, wait for a task and fail with it.</summary>
    internal static void Track(Task task)
    {
        if (!task.IsCompletedSuccessfully && Running.Value is { } run)
        {
            run._tasks.Add(task);
        }
    }
}
