namespace Pulumi;

/// <summary>Messages logged as errors.</summary>
internal sealed class ErrorLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];

    public void Add(string message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
    }

    /// <summary>One exception a message, or null where there is no message.</summary>
    public Exception? ToException()
    {
        lock (_gate)
        {
            return _messages switch
            {
                [] => null,
                [var only] => new RunException(only),
                _ => new AggregateException(_messages.Select(message => new RunException(message))),
            };
        }
    }
}
