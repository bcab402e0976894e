namespace Pulumi.Testing;

/// <summary>Answers in place of the engine.</summary>
public interface IMocks
{
    /// <summary>Answers the registration or the read of a resource.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers an invoke or a call.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Receives the outputs that a component or a stack registers.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
