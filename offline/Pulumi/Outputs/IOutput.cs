namespace Pulumi;

/// <summary>An output whose type is not known to the caller.</summary>
internal interface IOutput
{
    /// <summary>Ends when the data is there.</summary>
    Task Completion { get; }

    /// <summary>The data; only once <see cref="Completion"/> has ended. Throws what the output failed with.</summary>
    OutputData<object?> CompletedData { get; }
}
