using Infra.Pipeline.Applying;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>What is asked of a bootstrap.</summary>
public sealed record BootstrapRequest
{
    /// <summary><c>local</c> or <c>pulumi</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Whether the steps are undone.</summary>
    public bool Undo { get; init; }

    /// <summary>Whether a dry run writes the files that it would: only those that are missing, and never over another value.</summary>
    public bool Write { get; init; }

    /// <summary>Whether the commands of the Pulumi CLI are only shown.</summary>
    public bool Dry { get; init; }

    /// <summary>The sealed change of what was made before; null where there is none.</summary>
    public ApplyRequest? Change { get; init; }

    /// <summary>Throws, before anything is done, where a question would come that nobody can answer.</summary>
    public Action<string> RequireAnswer { get; init; } = _ => { };

    /// <summary>Asks before the first change; throws where the answer is no.</summary>
    public Action<string> Confirm { get; init; } = _ => { };
}
