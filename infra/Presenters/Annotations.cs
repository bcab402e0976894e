using System.Globalization;
using System.Text;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Presenters;

/// <summary>Violations as annotations of a pull request: lines that the runner of GitHub Actions takes from standard error.</summary>
/// <remarks>Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message</remarks>
internal static class Annotations
{
    // GitHub shows no more errors of one step; the whole report stands above them.
    private const int Shown = 10;

    /// <summary>Writes the first violations, where a runner reads; nothing anywhere else.</summary>
    public static void Write(Host host, PolicyReport report)
    {
        if (host.Variable("GITHUB_ACTIONS") == "true")
        {
            foreach (Finding finding in report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored).Take(Shown))
            {
                host.Error.Write(Line(finding.File, finding.Line, $"{finding.Rule.Id}: {finding.Rule.Title}", $"{PolicyOutput.Place(finding)}: {finding.Message} {finding.Rule.Mend}"));
            }
        }
    }

    /// <summary>One command of one line; what was a command, a field or a line break in a text is none any more.</summary>
    public static string Line(string? file, int? line, string title, string message)
    {
        StringBuilder text = new("::error ");
        if (file is not null)
        {
            text.Append("file=").Append(Field(file)).Append(',');
            if (line is { } number)
            {
                text.Append(CultureInfo.InvariantCulture, $"line={number},");
            }
        }

        return text.Append("title=").Append(Field(title)).Append("::").Append(Data(message)).Append('\n').ToString();
    }

    // The percent sign first: it is what the others become.
    private static string Data(string text) => Printable.Lines(text.ReplaceLineEndings("\n")).Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Field(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
