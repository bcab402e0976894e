using Infra.Delivery.Gates;

namespace Infra.Pipeline.Gating;

/// <summary>What evidence is to be written.</summary>
public sealed record EvidenceRequest
{
    /// <summary>The gate that it is for.</summary>
    public required GateName Gate { get; init; }

    /// <summary>The file with the facts.</summary>
    public required string Facts { get; init; }

    /// <summary>The file for the evidence.</summary>
    public required string Out { get; init; }

    /// <summary>The envelope that it is about; null where it is about a release.</summary>
    public string? Plan { get; init; }

    /// <summary>The digest of the release that it is about; null where it is about an envelope.</summary>
    public string? About { get; init; }

    /// <summary>Who or what found it out; null for the job, or whoever runs this.</summary>
    public string? Source { get; init; }
}
