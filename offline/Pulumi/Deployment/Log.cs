namespace Pulumi;

/// <summary>Messages to whoever watches the run. One logged as an error makes the run fail.</summary>
public static class Log
{
    /// <summary>A message for finding faults.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => CheckRunning();

    /// <summary>A message.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => CheckRunning();

    /// <summary>A warning.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) => CheckRunning();

    /// <summary>An error.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Deployment.Current.Errors.Add(message);

    /// <summary>An exception, as an error.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
        => Error(exception.ToString(), resource, streamId, ephemeral);

    /// <summary>Mocks show none of these messages, but outside a run they are a mistake.</summary>
    private static void CheckRunning() => _ = Deployment.Current;
}
