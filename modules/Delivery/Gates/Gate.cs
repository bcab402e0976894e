namespace Infra.Delivery.Gates;

/// <summary>One check between a plan and its apply. Pure: it reads facts, and the time is among them.</summary>
public abstract class Gate
{
    /// <summary>Its name.</summary>
    public abstract GateName Name { get; }

    /// <summary>Judges the facts.</summary>
    internal abstract GateFinding Judge(GateFacts facts);

    /// <summary>The finding for evidence that is not there.</summary>
    internal GateFinding NoEvidence(string what) => GateFinding.Blocked($"there is no evidence of {what}", $"Pass --evidence FILE with evidence of {Name} for this envelope.");
}
