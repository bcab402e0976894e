using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>One exception from the denial of all traffic that leaves the network.</summary>
/// <param name="Name">What is reached.</param>
/// <param name="Ranges">Where it is.</param>
/// <param name="Ports">The TCP ports.</param>
/// <param name="Reason">Why it must be reached.</param>
/// <param name="Hosts">Names that lead there. The firewall knows ranges alone; policy compares what Argo CD fetches with these.</param>
public sealed record EgressSettings(GceName Name, ImmutableArray<CidrBlock> Ranges, ImmutableArray<int> Ports, Sentence Reason, ImmutableArray<HostName> Hosts)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("ranges", new ListKind(TextKind.Range(8, 32), 1, 50), "Where it is."),
        new Setting("ports", new ListKind(new NumberKind(1, 65535, "TCP port"), 1, 20), "The TCP ports."),
        new Setting("reason", TextKind.Of<Sentence>(), "Why it must be reached; the firewall rule carries it."),
        new Setting("hosts", new ListKind(TextKind.Of<HostName>(), 0, 50), "Names that lead to the ranges; what Argo CD fetches must come from one (NET012).") { Optional = true });

    internal static EgressSettings Bind(CheckedNode node) => new(
        (GceName)node.Key!,
        node.List<CidrBlock>("ranges"),
        node.List<int>("ports"),
        node.Get<Sentence>("reason"),
        node.List<HostName>("hosts"));
}
