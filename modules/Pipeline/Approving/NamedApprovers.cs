using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Model.Masking;

namespace Infra.Pipeline.Approving;

/// <summary>Approvals by name alone, which count in a rehearsal.</summary>
internal static class NamedApprovers
{
    private const int MaxName = 100;

    /// <summary>An approval as it was typed, <c>NAME:ROLE</c>.</summary>
    public static AuditApproval Read(string text, DateTimeOffset at)
    {
        // The role is what stands after the last colon: it has none, a name may.
        int colon = text.LastIndexOf(':');
        return colon < 0 ? new AuditApproval(text.Trim(), "", at) : new AuditApproval(text[..colon].Trim(), text[(colon + 1)..].Trim(), at);
    }

    /// <summary>Why they do not approve an override.</summary>
    public static IEnumerable<string> Problems(AuditEntry entry, ImmutableArray<AuditApproval> approvals)
    {
        foreach (AuditApproval stranger in approvals.Where(a => !FreezeOverride.Roles.Contains(a.ApprovalType) || a.Approver.Length is 0 or > MaxName))
        {
            yield return $"--approver is '{Printable.Text($"{stranger.Approver}:{stranger.ApprovalType}")}'; it is a name, a colon and a role: {string.Join(" or ", FreezeOverride.Roles)}.";
        }

        foreach (string role in FreezeOverride.Roles.Where(r => approvals.All(a => a.ApprovalType != r)))
        {
            yield return $"Nobody approves as {role}; an override needs {string.Join(" and ", FreezeOverride.Roles)}. Pass --approver NAME:{role}.";
        }

        // Names differ in more than their case, or one person could be two.
        foreach (IGrouping<string, AuditApproval> person in approvals.GroupBy(a => a.Approver, StringComparer.OrdinalIgnoreCase).Where(p => p.Count() > 1))
        {
            yield return $"{Printable.Text(person.Key)} approves {person.Count()} times; each role is another person.";
        }

        foreach (AuditApproval own in approvals.Where(a => string.Equals(a.Approver, entry.Actor, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{Printable.Text(own.Approver)} asks for the override, and who asks does not approve.";
        }
    }
}
