using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Model.Backends;

/// <summary>What the engine asks of a cloud: the rules of a type, and the four operations on one resource.</summary>
public interface ICloud
{
    /// <summary>Whether there is a schema for the type. A type without one passes through and is counted aloud.</summary>
    bool Knows(string type);

    /// <summary>Whether a resource of the type holds what cannot be made again.</summary>
    bool IsStateful(string type);

    /// <summary>Whether a difference at a path makes the cloud replace the resource. Path as <see cref="PropertyPath"/> writes it.</summary>
    bool ForcesReplacement(string type, string path, PropertyValue? before, PropertyValue? after);

    /// <summary>Whether old and new cannot stand side by side, because the program gives the name.</summary>
    bool DeletesBeforeReplacing(string type, PropertyMap inputs);

    /// <summary>What the provider refuses before it calls the cloud: missing and unknown inputs, names, limits. Unknown values are passed over.</summary>
    IReadOnlyList<string> Check(string type, PropertyMap inputs);

    /// <summary>The outputs of a resource that is still to be made, as far as they can be told: its inputs, and unknown where the cloud decides inside them.</summary>
    PropertyMap Predict(string type, PropertyMap inputs);

    /// <summary>The input that forbids the deletion of a resource with these inputs, such as <c>deletionProtection</c>; null when it may go.</summary>
    string? DeletionForbiddenBy(string type, PropertyMap inputs);

    /// <summary>Makes a resource.</summary>
    /// <param name="urn">Its identity in the program; what has no name is named after it.</param>
    /// <param name="inputs">What it is to be.</param>
    /// <param name="provider">The inputs of its provider: project, region and zone where the resource gives none.</param>
    /// <param name="request">What the object is to remember the operation by, as Google's request ids do.</param>
    /// <param name="comesBefore">Whether the resource depends on another of the same run; null when all that is there counts.</param>
    /// <exception cref="CloudException">The cloud refuses, as Google would.</exception>
    CloudObject Create(Urn urn, PropertyMap inputs, PropertyMap provider, string? request = null, Func<Urn, bool>? comesBefore = null);

    /// <summary>Changes a resource in place.</summary>
    /// <exception cref="CloudException">The cloud refuses, or there is no such resource.</exception>
    CloudObject Update(string type, string id, PropertyMap inputs, PropertyMap provider, string? request = null, Func<Urn, bool>? comesBefore = null);

    /// <summary>Deletes a resource; one that is gone already is no error, as with Google's providers.</summary>
    /// <exception cref="CloudException">The cloud refuses.</exception>
    void Delete(string type, string id, PropertyMap inputs);

    /// <summary>A resource as it is now, or null where there is none.</summary>
    CloudObject? Read(string type, string id);

    /// <summary>The objects that were made or last changed by requests that begin so, in ordinal order of type and id.</summary>
    IReadOnlyList<CloudObject> Requested(string prefix);

    /// <summary>Ends a run: what was made stays.</summary>
    void Save();
}

/// <summary>A resource in the cloud.</summary>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="Inputs">What it was last given.</param>
/// <param name="Outputs">Everything that a provider reads back, inputs included.</param>
public sealed record CloudObject(string Type, string Id, PropertyMap Inputs, PropertyMap Outputs)
{
    /// <summary>The request that made or last changed it.</summary>
    public string? Request { get; init; }
}
