using System.Text.RegularExpressions;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The parts of a workflow that rules ask for.</summary>
internal static partial class WorkflowParts
{
    /// <summary>The jobs, in ordinal order of their ids.</summary>
    public static IEnumerable<Field> Jobs(Subject manifest) => manifest["jobs"].Entries.Select(e => e.Value);

    /// <summary>The steps of all jobs.</summary>
    public static IEnumerable<Field> Steps(Subject manifest) => Jobs(manifest).SelectMany(j => j.At("steps").Items);

    /// <summary>Whether a job applies something: it carries out a plan.</summary>
    public static bool Applies(Field job) => job.At("steps").Items.Any(s => s.At("run").Text is { } script && script.Contains(" up ", StringComparison.Ordinal) && script.Contains("--plan", StringComparison.Ordinal));

    /// <summary>Every text below a place.</summary>
    public static IEnumerable<string> Texts(Field field) => field.Items.Concat(field.Entries.Select(e => e.Value)).SelectMany(Texts).Concat(field.Text is { } text ? [text] : []);

    /// <summary>Whether an expression somewhere below a place reads a secret, however it is spelled; the token that every job has is none.</summary>
    public static bool ReadsSecrets(Field field) => Texts(field).Any(t => Secret().IsMatch(t));

    /// <summary>Whether an expression somewhere below a place takes all secrets at once.</summary>
    public static bool ReadsAllSecrets(Field field) => Texts(field).Any(t => AllSecrets().IsMatch(t));

    // https://docs.github.com/en/actions/reference/workflows-and-actions/contexts: names in any case, properties behind a dot or in brackets.
    [GeneratedRegex(@"\$\{\{(?:(?!\}\}).)*?\bsecrets\b(?!\s*\.\s*GITHUB_TOKEN\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{\{(?:(?!\}\}).)*?(\bsecrets\s*\.\s*\*|\(\s*secrets\s*[,)]|,\s*secrets\s*[,)])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex AllSecrets();
}
