using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>One [Output] property of a resource class.</summary>
internal abstract class ResourceProperty(string name)
{
    public string Name { get; } = name;

    public abstract Type Target { get; }

    /// <summary>Gives the property of a new resource its output.</summary>
    public abstract void Initialize(Resource resource, Registration registration);
}

/// <inheritdoc/>
internal sealed class ResourceProperty<T>(string name, MethodInvoker set) : ResourceProperty(name)
{
    public override Type Target => typeof(T);

    public override void Initialize(Resource resource, Registration registration)
        => set.Invoke(resource, new Output<T>(registration, Name));
}
