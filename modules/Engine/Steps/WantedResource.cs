using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>What the program wants recorded.</summary>
internal static class WantedResource
{
    /// <summary>A resource as the program wants it recorded.</summary>
    /// <param name="registration">What it declares.</param>
    /// <param name="inputs">Its inputs, with those that changes are ignored of.</param>
    /// <param name="id">Its id as far as it is known.</param>
    public static ResourceState Of(Registration registration, PropertyMap inputs, string? id) => new()
    {
        Urn = registration.Urn,
        Custom = registration.Custom,
        Id = id,
        Parent = registration.Parent,
        Provider = registration.Provider,
        Inputs = inputs,
        DependsOn = registration.DependsOn,
        PropertyDependencies = registration.PropertyDependencies,
        Protect = registration.Protect,
        RetainOnDelete = registration.RetainOnDelete,
        External = registration.ReadId is not null,
    };
}
