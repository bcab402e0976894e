using System.CommandLine;
using System.Globalization;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra github comment</c>: keeps a comment under a pull request.</summary>
internal static class GitHubComment
{
    public static Command Build(Host host)
    {
        Option<int> pull = new("--pull-request") { Description = "The number of the pull request.", HelpName = "N", Required = true };
        pull.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 || !int.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0)
            {
                result.AddError($"--pull-request is '{Printable.Text(result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value)}'; it is a number, 1 or more.");
            }
        });
        Option<Marker?> marker = GitHubParameters.MarkerOption();
        Option<string> file = GitHubParameters.TextFile(isRequired: true);
        Command comment = new("comment", "Keep one comment a marker under a pull request: made once, then changed.") { pull, marker, file };
        comment.SetAction(async (parsed, cancellation) =>
        {
            Marker mark = parsed.GetRequiredValue(marker)!;
            string body = KeptText.Of(mark, PublicText.Read(host, parsed.GetRequiredValue(file)), host.GitHub.Run);
            GitHubApi api = (await host.GitHub.SignInAsync(cancellation)).Api;
            KeptOutput.Write(host, "comment", await new StickyComments(api).KeepAsync(parsed.GetValue(pull), mark, body, cancellation));
            return (int)ExitCode.Ok;
        });
        return comment;
    }
}
