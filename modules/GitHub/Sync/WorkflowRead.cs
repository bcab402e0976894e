using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.GitHub.Generators;
using Infra.GitHub.Workflows;

namespace Infra.GitHub.Sync;

/// <summary>A variable or a secret that a job of a generated workflow reads.</summary>
/// <param name="File">The workflow.</param>
/// <param name="Environment">The GitHub environment of the job; null for none.</param>
/// <param name="Name">The name of the variable or secret.</param>
/// <param name="IsSecret">Whether it is a secret.</param>
internal sealed partial record WorkflowRead(string File, string? Environment, string Name, bool IsSecret)
{
    /// <summary>Everything that generated workflows read.</summary>
    public static ImmutableArray<WorkflowRead> Of(DeliveryOptions options) =>
    [
        .. WorkflowSet.Models(options).SelectMany(w => w.Workflow.Jobs.SelectMany(j => j.Steps.SelectMany(Values).SelectMany(v => Reads(w.File, j.Environment, v)))).Distinct()
            .OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Environment, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal),
    ];

    /// <summary>The files that read one variable or secret, as the beginning of a clause: <c>a.yml, b.yml and c.yml read</c>.</summary>
    public static string Readers(IEnumerable<WorkflowRead> reads) =>
        reads.Select(r => r.File).ToArray() is [.. { Length: > 0 } others, var last] ? $"{string.Join(", ", others)} and {last} read" : $"{reads.First().File} reads";

    /// <summary>The names of the checks of a pull request, as GitHub shows them: one a job, and one a value of its matrix.</summary>
    public static ImmutableArray<string> Checks(DeliveryOptions options) =>
    [
        .. WorkflowSet.Models(options).Where(w => w.Workflow.Triggers.OfType<PullRequestTrigger>().Any()).SelectMany(w => w.Workflow.Jobs)
            .SelectMany(j => j.Matrix.IsEmpty ? [j.Name] : j.Matrix.Select(m => j.Name.Replace("${{ matrix.environment }}", m, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Values(JobStep step) => step switch
    {
        UsesStep uses => uses.With.Values,
        RunStep run => run.Env.Values,
        _ => [],
    };

    private static IEnumerable<WorkflowRead> Reads(string file, string? environment, string value) =>
        Read().Matches(value).Select(m => new WorkflowRead(file, environment, m.Groups["name"].Value, m.Groups["kind"].Value == "secrets"));

    [GeneratedRegex("\\b(?<kind>vars|secrets)\\.(?<name>[A-Z_][A-Z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Read();
}
