namespace Infra.Policy;

/// <summary>The parts of a workflow that rules ask for.</summary>
internal static class WorkflowParts
{
    /// <summary>The jobs, in ordinal order of their ids.</summary>
    public static IEnumerable<Field> Jobs(Subject manifest) => manifest["jobs"].Entries.Select(e => e.Value);

    /// <summary>The steps of all jobs.</summary>
    public static IEnumerable<Field> Steps(Subject manifest) => Jobs(manifest).SelectMany(j => j.At("steps").Items);

    /// <summary>Whether a job applies something: it carries out a plan.</summary>
    public static bool Applies(Field job) => job.At("steps").Items.Any(s => s.At("run").Text is { } script && script.Contains(" up ", StringComparison.Ordinal) && script.Contains("--plan", StringComparison.Ordinal));

    /// <summary>Every text below a place.</summary>
    public static IEnumerable<string> Texts(Field field) => field.Items.Concat(field.Entries.Select(e => e.Value)).SelectMany(Texts).Concat(field.Text is { } text ? [text] : []);
}
