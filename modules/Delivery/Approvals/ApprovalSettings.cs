using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>Who may approve what: <c>stacks/delivery/approvals.yaml</c>, checked. Made by <see cref="ApprovalFile"/>.</summary>
public sealed record ApprovalSettings
{
    /// <summary>Everybody who may approve, in ordinal order.</summary>
    public required ImmutableArray<ApprovalPerson> People { get; init; }

    /// <summary>The numbers at GitHub of programs that open pull requests and push; they neither approve nor are they strangers.</summary>
    public ImmutableArray<string> Bots { get; init; } = [];

    /// <summary>The teams, in ordinal order.</summary>
    public ImmutableArray<ApprovalTeam> Teams { get; init; } = [];

    /// <summary>The roles, in ordinal order.</summary>
    public required ImmutableArray<ApprovalRole> Roles { get; init; }

    /// <summary>Those who together can approve a change of the rules where nobody of the role <c>rules</c> can, by name in ordinal order; none, or two and more.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>What changes are about, in ordinal order.</summary>
    public required ImmutableArray<ApprovalTag> Tags { get; init; }

    /// <summary>The rules, in ordinal order.</summary>
    public required ImmutableArray<ApprovalRule> Rules { get; init; }

    /// <summary>When approvals that ask for business hours may be given.</summary>
    public required BusinessHours BusinessHours { get; init; }

    /// <summary>How long an approval counts.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>How soon an emergency, or an override of windows and freezes, must be reviewed afterwards.</summary>
    public required TimeSpan ReviewWithin { get; init; }

    /// <summary>The person of a name; null where there is none.</summary>
    public ApprovalPerson? Person(string name) => People.FirstOrDefault(p => p.Name == name);

    /// <summary>The roles of a person, in ordinal order.</summary>
    public ImmutableArray<string> RolesOf(string person) => [.. Roles.Where(r => r.People.Contains(person, StringComparer.Ordinal)).Select(r => r.Name)];
}
