using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>One thing that must hold of one place.</summary>
/// <param name="Outcome">Passed, unknown or failed.</param>
/// <param name="Path">The place.</param>
/// <param name="Message">What stands there and what must; empty where it holds.</param>
internal readonly record struct Check(Outcome Outcome, string Path, string Message)
{
    public static Check Passed { get; } = new(Outcome.Passed, "", "");

    /// <summary>A place that does not hold, in words.</summary>
    public static Check Failed(Field field, string must) => Of(Outcome.Failed, field.Path, $"is {field.Shown}; {must}");

    /// <summary>What holds if and only if a test of a known place is true.</summary>
    public static Check If(Field field, Func<Field, bool> holds, string must) => If(field, holds, () => must);

    /// <summary>The same, with words that are put together only where it does not hold.</summary>
    public static Check If(Field field, Func<Field, bool> holds, Func<string> must) =>
        field.IsUnknown ? Of(Outcome.Unknown, field.Path, $"is known only after an apply; {must()}")
        : holds(field) ? Passed
        : Failed(field, must());

    private static Check Of(Outcome outcome, string path, string message) => new(outcome, path, $"{path} {message}");
}
