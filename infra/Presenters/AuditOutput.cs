using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Says whether the audit record is whole.</summary>
internal static class AuditOutput
{
    /// <summary>Says where it is broken; nothing where it is whole.</summary>
    public static void WriteFault(Host host, AuditChain chain, AuditTrail trail)
    {
        if (chain.Fault is { } fault)
        {
            host.Error.Write($"error: The audit record is broken: {Printable.Text(fault)}. What stands before it is good. {(trail.IsSigned ? "docs/gates.md says what to do: `infra audit recover`." : "This is the record of dry runs: delete .infra and the refs below refs/infra of this clone to begin anew.")}\n");
        }
    }

    /// <summary>Says where it is broken, or how long it is and which lines decide nothing.</summary>
    public static void WriteVerdict(Host host, AuditChain chain, AuditTrail trail)
    {
        WriteFault(host, chain, trail);
        if (chain.Fault is not null)
        {
            return;
        }

        host.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{chain.Links.Length} records, each follows the one before. Anchor: {chain.Anchor?.ToString() ?? "none"}\n"));
        if (chain.Passed > 0 || chain.Records.Length < chain.Links.Length)
        {
            host.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"note: {chain.Passed} lines of the branch are no records of this repository that a trusted key signed, or are copies, and {chain.Links.Length - chain.Records.Length} records are signed by no key that is trusted now. They decide nothing.\n"));
        }
    }
}
