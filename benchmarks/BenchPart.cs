namespace Infra.Benchmarks;

/// <summary>A part that can be measured alone.</summary>
internal enum BenchPart
{
    /// <summary>The local backend.</summary>
    Engine,

    /// <summary>The expansion of ApplicationSets.</summary>
    Estates,

    /// <summary>The rules.</summary>
    Policy,

    /// <summary>The gates, with the audit record that they read.</summary>
    Gates,
}
