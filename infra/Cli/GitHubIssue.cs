using System.CommandLine;
using Infra.GitHub.Comments;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra github issue</c>: keeps an issue open, or closes it.</summary>
internal static class GitHubIssue
{
    public static Command Build(Host host)
    {
        Option<Marker?> marker = GitHubParameters.MarkerOption();
        Option<string> title = new("--title") { Description = "The title.", HelpName = "TEXT" };
        Option<string> file = GitHubParameters.TextFile(isRequired: false);
        Option<bool> close = new("--close") { Description = "Close the issue: what it reports is over." };
        Command issue = new("issue", "Keep one open issue a marker: opened, changed and closed.") { marker, title, file, close };
        issue.Validators.Add(result =>
        {
            bool says = result.GetResult(title) is not null && result.GetResult(file) is not null;
            bool saysAny = result.GetResult(title) is not null || result.GetResult(file) is not null;
            if (result.GetResult(close) is not null ? saysAny : !says)
            {
                result.AddError("An issue is kept with --title and --file, both, or closed with --close alone.");
            }
        });
        issue.SetAction(async (parsed, cancellation) =>
        {
            Marker mark = parsed.GetRequiredValue(marker)!;
            bool closes = parsed.GetValue(close);
            string body = closes ? "" : KeptText.Of(mark, PublicText.Read(host, parsed.GetRequiredValue(file)), host.GitHub.Run);
            StickyIssues issues = new((await host.GitHub.SignInAsync(cancellation)).Api);
            KeptOutput.Write(host, "issue", closes ? await issues.CloseAsync(mark, cancellation) : await issues.KeepAsync(mark, KeptText.Title(parsed.GetRequiredValue(title)), body, cancellation));
            return (int)ExitCode.Ok;
        });
        return issue;
    }
}
