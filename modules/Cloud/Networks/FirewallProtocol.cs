using System.Collections.Immutable;

namespace Infra.Cloud.Networks;

/// <summary>A protocol and its ports.</summary>
/// <param name="Name">The protocol as Compute Engine names it: tcp, udp, icmp, all.</param>
/// <param name="Ports">The ports; empty for all, and where a protocol has none.</param>
public sealed record FirewallProtocol(string Name, params ImmutableArray<int> Ports);
