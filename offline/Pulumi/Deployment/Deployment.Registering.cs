using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <content>Registration of resources and of their outputs.</content>
public sealed partial class Deployment
{
    /// <summary>Starts a registration. It runs in the caller as far as it can, mock included.</summary>
    internal void Register(Resource resource, Registration registration, ResourceArgs args, ResourceOptions options)
        => Track(RegisterAsync(resource, registration, args, options));

    internal void RegisterOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs)
        => Track(RegisterOutputsAsync(component, outputs));

    private async Task RegisterAsync(Resource resource, Registration registration, ResourceArgs args, ResourceOptions options)
    {
        Dictionary<string, Deserialized> properties;
        try
        {
            var answer = await AnswerAsync(resource, args, options).ConfigureAwait(false);
            properties = Properties(resource, answer);
        }
        catch (Exception failure)
        {
            registration.Fail(failure);
            throw;
        }

        registration.Complete(properties, isMissingKnown: !IsDryRun);
    }

    private async Task<MockAnswer> AnswerAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is { } urn)
        {
            return _monitor.Registered(urn);
        }

        var id = options.Id is null ? null : await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var isRead = !string.IsNullOrEmpty(id);
        if (isRead && resource is not CustomResource)
        {
            throw new ArgumentException("ResourceOptions.Id is only valid for a CustomResource");
        }

        var request = await PrepareAsync(resource, args, options).ConfigureAwait(false);
        return isRead
            ? await _monitor.ReadAsync(request, id!).ConfigureAwait(false)
            : await _monitor.RegisterAsync(request, (options as CustomResourceOptions)?.ImportId ?? "").ConfigureAwait(false);
    }

    /// <summary>Waits for everything that the resource depends on.</summary>
    private async ValueTask<MockRequest> PrepareAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.HasDependsOn)
        {
            await DependenciesAsync(options.DependsOn).ConfigureAwait(false);
        }

        var label = $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]";
        var (inputs, sources) = await Serializer.RunAsync(label, serializer => serializer.Args(args, keepResources: true))
            .ConfigureAwait(false);
        inputs.Remove(Wire.Id);
        inputs.Remove(Wire.Urn);
        await ThereAsync(sources).ConfigureAwait(false);
        var parent = options.Parent ?? (resource is Stack ? null : Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var provider = resource is CustomResource && options.Provider is { } own ? await own.ReferenceAsync().ConfigureAwait(false) : "";
        return new MockRequest(resource, parentUrn, provider, inputs);
    }

    private static async Task<ImmutableArray<Resource>> DependenciesAsync(InputList<Resource> dependsOn)
    {
        var resources = await dependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        await ThereAsync(resources).ConfigureAwait(false);
        return resources;
    }

    /// <summary>
    /// Waits for resources. A component stands for all custom resources below it through components, so a child that depends
    /// on its own parent component waits for itself.
    /// </summary>
    private static async ValueTask ThereAsync(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var open = new System.Collections.Generic.Stack<Resource>(resources.Where(resource => resource is not null));
        while (open.TryPop(out var resource))
        {
            if (!seen.Add(resource))
            {
                continue;
            }

            if (resource is ComponentResource { IsRemote: false })
            {
                foreach (var child in resource.Children)
                {
                    open.Push(child);
                }

                continue;
            }

            await resource.Urn.DataTask.ConfigureAwait(false);
        }
    }

    /// <summary>The answer, turned into the types of the resource's output properties.</summary>
    private static Dictionary<string, Deserialized> Properties(Resource resource, MockAnswer answer)
    {
        var shape = ResourceShape.Of(resource);
        var properties = new Dictionary<string, Deserialized>(StringComparer.Ordinal)
        {
            [Wire.Urn] = new Deserialized(answer.Urn, IsKnown: true, IsSecret: false),
            [Wire.Id] = new Deserialized(answer.Id, IsKnown: answer.Id.Length > 0, IsSecret: false),
        };
        foreach (var (name, wire) in answer.State)
        {
            if (name is Wire.Urn or Wire.Id || !shape.ByName.TryGetValue(name, out var output))
            {
                continue;
            }

            var read = Deserializer.Read(wire);
            var context = $"{resource.GetType().FullName}.{name}";
            var value = Converter.Convert(warning => Log.Warn(warning, resource), context, read.Value, output.Target);
            properties[name] = read with { Value = value };
        }

        return properties;
    }

    private async Task RegisterOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var values = await outputs.GetValueAsync(whenUnknown: new Dictionary<string, object?>()).ConfigureAwait(false);
        var args = new DictionaryResourceArgs(values.ToImmutableDictionary());
        var (wire, _) = await Serializer.RunAsync($"opts:{urn}", serializer => serializer.Args(args, keepResources: true))
            .ConfigureAwait(false);
        await _monitor.RegisterOutputsAsync(urn, wire).ConfigureAwait(false);
    }
}
