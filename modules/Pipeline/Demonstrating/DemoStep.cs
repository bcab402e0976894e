using System.Collections.Immutable;

namespace Infra.Pipeline.Demonstrating;

/// <summary>One step of the demo.</summary>
/// <param name="Title">What happens, in a few words; empty where it belongs to the step before.</param>
/// <param name="Why">Why, in a sentence or two.</param>
/// <param name="Commands">What is typed, in order.</param>
public sealed record DemoStep(string Title, string Why, params ImmutableArray<TypedCommand> Commands)
{
    /// <summary>What follows in the same step, because it needs what came out before.</summary>
    /// <param name="commands">What is typed, in order.</param>
    public static DemoStep More(params ImmutableArray<TypedCommand> commands) => new("", "", commands);

    /// <summary>Whether it belongs to the step before.</summary>
    public bool IsMore => Title.Length == 0;

    /// <summary>To where the demo's clock was moved on before it, in the calendar's zone; null where it was not.</summary>
    public string? Clock { get; init; }

    /// <summary>What the demo itself did to its copy before it, because no command does; null where it did nothing.</summary>
    public string? Done { get; init; }
}
