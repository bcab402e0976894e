namespace Pulumi.Behaviour.Tests;

/// <summary>A component whose body is given from outside.</summary>
internal sealed class Group : ComponentResource
{
    public Group(string name, Action<Group>? body = null, ComponentResourceOptions? options = null)
        : base("test:index:Group", name, options) => body?.Invoke(this);

    [Output("size")]
    public Output<int> Size { get; set; } = null!;

    public new void RegisterOutputs() => base.RegisterOutputs();

    public new void RegisterOutputs(IDictionary<string, object?> outputs) => base.RegisterOutputs(outputs);
}
