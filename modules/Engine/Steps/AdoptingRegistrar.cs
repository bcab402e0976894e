using Infra.Engine.Capture;

namespace Infra.Engine.Steps;

/// <summary>Lets a program run as in a preview, and keeps what it declares.</summary>
/// <param name="preview">What answers the program.</param>
internal sealed class AdoptingRegistrar(PreviewRegistrar preview) : IRegistrar
{
    private readonly Dictionary<Urn, Registration> declared = [];

    /// <summary>What was declared, by identity.</summary>
    public IReadOnlyDictionary<Urn, Registration> Declared => declared;

    /// <inheritdoc />
    public ValueTask<Registered> RegisterAsync(Registration registration)
    {
        declared.TryAdd(registration.Urn, registration);
        return preview.RegisterAsync(registration);
    }

    /// <inheritdoc />
    public void Unready(Urn urn, Exception cause) => preview.Unready(urn, cause);
}
