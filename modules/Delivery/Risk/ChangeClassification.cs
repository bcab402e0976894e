using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;
using Infra.Model.Plans;

namespace Infra.Delivery.Risk;

/// <summary>The class of a change, which freezes go by, and why it is that.</summary>
/// <param name="Class">The class.</param>
/// <param name="Why">Where it comes from, a clause each.</param>
public sealed partial record ChangeClassification(ChangeClass Class, ImmutableArray<string> Why)
{
    /// <summary>The trailer of a commit message that names its class, such as <c>Change-Class: bug-fix</c>.</summary>
    public const string Trailer = "Change-Class";

    /// <summary>Classifies a plan: the riskiest of what its commits say and of what its steps are, or a riskier one given by hand.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="messages">The messages of its commits; none means that nobody said, which is major.</param>
    /// <param name="raised">A class given by hand; one that is less risky changes nothing.</param>
    /// <param name="emergency">Whether it takes the emergency path, whose approvals stand in for the class. A commit alone makes no emergency.</param>
    public static ChangeClassification Of(Plan plan, IEnumerable<string> messages, ChangeClass? raised, bool emergency)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(messages);
        if (emergency)
        {
            return new(ChangeClass.Emergency, ["it takes the emergency path"]);
        }

        List<(ChangeClass Class, string Why)> said = [.. messages.Select(OfMessage), .. OfSteps(plan)];
        if (said.Count == 0 || !messages.Any())
        {
            said.Add((ChangeClass.Major, "no commit says what it is"));
        }

        if (raised is { } higher)
        {
            said.Add((higher, $"{ChangeClassName.Of(higher)} was given by hand"));
        }

        ChangeClass worst = said.Max(s => s.Class);
        return new(worst, [.. said.Where(s => s.Class == worst).Select(s => s.Why).Distinct(StringComparer.Ordinal)]);
    }

    private static (ChangeClass Class, string Why) OfMessage(string message)
    {
        string subject = message.Split('\n', 2)[0].Trim();
        string shown = subject.Length <= 60 ? subject : Printable.Cut(subject, 60) + "...";
        if (TrailerLine().Matches(message) is { Count: > 0 } trailers)
        {
            // A word that is no class is not guessed at. An emergency is one by its approvals: otherwise a commit could open every freeze.
            ChangeClass worst = trailers.Max(t => ChangeClassName.Parse(t.Groups["class"].Value) ?? ChangeClass.Major);
            worst = worst == ChangeClass.Emergency ? ChangeClass.CriticalFix : worst;
            return (worst, $"'{shown}' has a trailer {Trailer}");
        }

        // Conventional commits, https://www.conventionalcommits.org/en/v1.0.0/
        if (Conventional().Match(subject) is not { Success: true } form || form.Groups["breaking"].Success || message.Contains("\nBREAKING CHANGE", StringComparison.Ordinal))
        {
            return (ChangeClass.Major, $"'{shown}' is a breaking change or does not say what it is");
        }

        return form.Groups["type"].Value is "fix" or "revert" ? (ChangeClass.BugFix, $"'{shown}' fixes a fault") : (ChangeClass.Minor, $"'{shown}' is a small change");
    }

    private static IEnumerable<(ChangeClass Class, string Why)> OfSteps(Plan plan)
    {
        if (plan.Steps.FirstOrDefault(s => s.IsDestructive) is { } lost)
        {
            yield return (ChangeClass.Major, $"{lost.Name} cannot be made again and would be {(lost.Op == StepOp.Replace ? "replaced" : "deleted")}");
        }
        else if (plan.Steps.FirstOrDefault(s => s.Custom && s.Op is StepOp.Delete or StepOp.Replace) is { } gone)
        {
            yield return (ChangeClass.Minor, $"{gone.Name} would be {(gone.Op == StepOp.Replace ? "replaced" : "deleted")}");
        }
    }

    [GeneratedRegex("^Change-Class:[ \\t]*(?<class>\\S{1,40})[ \\t]*\\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TrailerLine();

    [GeneratedRegex("^(?<type>feat|fix|chore|refactor|perf|docs|test|build|ci|style|revert)(\\([^)]{1,60}\\))?(?<breaking>!)?: ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Conventional();
}
