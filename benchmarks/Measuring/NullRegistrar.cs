using Infra.Engine.Capture;

namespace Infra.Benchmarks;

/// <summary>Decides nothing: every output that is not an input stays unknown. Records what it was given where a list is there.</summary>
internal sealed class NullRegistrar(List<Registration>? recorded) : IRegistrar
{
    public ValueTask<Registered> RegisterAsync(Registration registration)
    {
        recorded?.Add(registration);
        return ValueTask.FromResult(new Registered(Id: null, registration.Inputs));
    }

    public void Unready(Urn urn, Exception cause) => throw new InvalidOperationException($"{urn} never became ready.", cause);
}
