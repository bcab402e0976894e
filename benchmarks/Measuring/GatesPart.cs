namespace Infra.Benchmarks;

/// <summary>A part of what stands between a sealed plan and its apply.</summary>
internal enum GatesPart
{
    /// <summary>Everything that <c>infra gate</c> does once the envelope is read: facts gathered and eleven gates judged.</summary>
    Whole,

    /// <summary>Of it, reading the audit record out of git and verifying it.</summary>
    Record,

    /// <summary>Of it, judging the plan and the generated files by every rule, for PolicyClean.</summary>
    Rules,
}
