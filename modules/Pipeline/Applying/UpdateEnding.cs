using Infra.Model.Backends;

namespace Infra.Pipeline.Applying;

/// <summary>How an update or a destroy ended.</summary>
public static class UpdateEnding
{
    /// <summary>The word that the audit record has for it.</summary>
    public static string Word(UpdateOutcome outcome) => outcome.Cancelled ? "cancelled" : outcome.Failures.IsEmpty ? "succeeded" : "failed";
}
