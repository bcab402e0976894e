using System.Collections.Immutable;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>One step of bootstrap.</summary>
/// <param name="Name">Its name: what progress lines and <see cref="DependsOn"/> call it.</param>
/// <param name="What">What it does.</param>
/// <param name="DependsOn">The steps that must be done before.</param>
/// <param name="DoneWhen">The fact that it is found done by; never a note of an earlier run.</param>
/// <param name="Undo">How it is undone; null when there is nothing to undo.</param>
/// <param name="Stays">What of it cannot be undone, one sentence each with the reason.</param>
public sealed record BootstrapStep(string Name, string What, ImmutableArray<string> DependsOn, string DoneWhen, string? Undo, ImmutableArray<string> Stays);
