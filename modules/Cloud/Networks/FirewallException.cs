using System.Collections.Immutable;

namespace Infra.Cloud.Networks;

/// <summary>One exception from the denial of all traffic.</summary>
/// <param name="Name">What is allowed; the rule is named <c>&lt;prefix&gt;-&lt;stack&gt;-allow-&lt;direction&gt;-&lt;name&gt;</c>.</param>
/// <param name="Direction">Which way the connection is opened.</param>
/// <param name="Ranges">Sources of ingress, destinations of egress.</param>
/// <param name="Protocols">The protocols with their ports.</param>
/// <param name="Reason">Why; it becomes the rule's description.</param>
/// <param name="Priority">The rule's priority, 0 to 65535; lower wins.</param>
public sealed record FirewallException(
    string Name,
    FirewallDirection Direction,
    ImmutableArray<string> Ranges,
    ImmutableArray<FirewallProtocol> Protocols,
    string Reason,
    int Priority = FirewallException.DefaultPriority)
{
    /// <summary>The priority of exceptions, well above the denial.</summary>
    public const int DefaultPriority = 1000;

    /// <summary>The priority of the denial: the last that comes before Google's implied rules.</summary>
    public const int DenyPriority = 65534;

    /// <summary>The end of the rule's name.</summary>
    public string Suffix => $"allow-{(Direction == FirewallDirection.Ingress ? "ingress" : "egress")}-{Name}";
}
