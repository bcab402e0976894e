using System.Collections.Immutable;
using Infra.Model.Actions;

namespace Infra.GitHub.Workflows;

/// <summary>One step of a job.</summary>
/// <param name="Name">The name that people see.</param>
public abstract record JobStep(string Name)
{
    /// <summary>Its id, for its outputs; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>An expression without its braces; null for always.</summary>
    public string? If { get; init; }
}

/// <summary>A step that runs an action.</summary>
/// <param name="Name">The name that people see.</param>
/// <param name="Action">The pinned action.</param>
/// <param name="With">Its inputs, in ordinal order.</param>
public sealed record UsesStep(string Name, PinnedAction Action, ImmutableSortedDictionary<string, string> With) : JobStep(Name);

/// <summary>A step that runs a script of bash, under <c>set -euo pipefail</c>.</summary>
/// <param name="Name">The name that people see.</param>
/// <param name="Script">The script, LF. An expression in it would be code of whoever wrote the value, so there is none: values come by <paramref name="Env"/>.</param>
/// <param name="Env">The environment variables.</param>
public sealed record RunStep(string Name, string Script, ImmutableSortedDictionary<string, string> Env) : JobStep(Name);
