namespace Infra.Delivery.Approvals;

/// <summary>What shows that somebody approved.</summary>
public enum ApprovalProofKind
{
    /// <summary>A bare name: counts on the local backend only.</summary>
    Name,

    /// <summary>A record signed with a key that approvals.yaml lists for the person.</summary>
    Signed,

    /// <summary>An approving review of the pull request, by the sealed commit; GitHub vouches for the numeric id.</summary>
    Review,

    /// <summary>An approval of a protected GitHub environment, of the run that carries this envelope.</summary>
    Environment,
}
