using System.CommandLine;
using System.Text;
using Infra.GitHub.Api;
using Infra.GitHub.Comments;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra github comment|issue|sync</c>: what workflows say to people, and the settings of the repository.</summary>
internal static class GitHubCommand
{
    // A report of a plan has some megabytes at most; what is shown is cut at 65,536 characters anyway.
    private const int MaxFile = 64 * 1024 * 1024;

    public static Command Build(Host host) => new("github", "The repository on GitHub: comments, issues and settings.") { Comment(host), Issue(host), GitHubSync.Build(host) };

    private static Command Comment(Host host)
    {
        Option<int> pull = new("--pull-request") { Description = "The number of the pull request.", HelpName = "N", Required = true };
        pull.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 || !int.TryParse(result.Tokens[^1].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) || number == 0)
            {
                result.AddError($"--pull-request is '{Printable.Text(result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value)}'; it is a number, 1 or more.");
            }
        });
        Option<Marker?> marker = MarkerOption();
        Option<string> file = FileOption(isRequired: true);
        Command comment = new("comment", "Keep one comment a marker under a pull request: made once, then changed.") { pull, marker, file };
        comment.SetAction(async (parsed, cancellation) =>
        {
            Marker mark = parsed.GetRequiredValue(marker)!;
            string body = KeptText.Of(mark, Read(host, parsed.GetRequiredValue(file)), host.GitHub.Run);
            GitHubApi api = (await host.GitHub.SignInAsync(cancellation)).Api;
            return Say(host, "comment", await new StickyComments(api).KeepAsync(parsed.GetValue(pull), mark, body, cancellation));
        });
        return comment;
    }

    private static Command Issue(Host host)
    {
        Option<Marker?> marker = MarkerOption();
        Option<string> title = new("--title") { Description = "The title.", HelpName = "TEXT" };
        Option<string> file = FileOption(isRequired: false);
        Option<bool> close = new("--close") { Description = "There is nothing to say any more: close it." };
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
            string body = closes ? "" : KeptText.Of(mark, Read(host, parsed.GetRequiredValue(file)), host.GitHub.Run);
            StickyIssues issues = new((await host.GitHub.SignInAsync(cancellation)).Api);
            return Say(host, "issue", closes ? await issues.CloseAsync(mark, cancellation) : await issues.KeepAsync(mark, KeptText.Title(parsed.GetRequiredValue(title)), body, cancellation));
        });
        return issue;
    }

    private static Option<Marker?> MarkerOption() => new("--marker")
    {
        Description = "The name that it is found again by.",
        HelpName = "NAME",
        Required = true,
        CustomParser = result =>
        {
            if (!Marker.TryParse(result.Tokens[^1].Value, out Marker? marker))
            {
                result.AddError($"--marker is '{Printable.Text(result.Tokens[^1].Value)}': a marker is 1 to 60 lower-case letters, digits and single hyphens. Write one such as drift-prod.");
            }

            return marker;
        },
    };

    private static Option<string> FileOption(bool isRequired) => new("--file") { Description = "The text, Markdown in UTF-8.", HelpName = "FILE", Required = isRequired };

    private static string Read(Host host, string file)
    {
        string path = Path.Combine(host.Folder, file);
        try
        {
            // Others put this file there, and what a link leads to would be shown to all.
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(InputFile.Read(path, MaxFile));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new InfraException(ErrorKind.Configuration, $"--file is '{Printable.Text(file)}', and cannot be read: {Printable.Text(unreadable.Message)}", unreadable);
        }
    }

    private static int Say(Host host, string what, Kept kept)
    {
        string done = kept.Change switch { KeptChange.Made => "made", KeptChange.Updated => "updated", KeptChange.Closed => "closed", _ => "as wanted" };
        host.Error.Write($"{what}: {done}\n");
        if (kept.Url is { } url)
        {
            host.Out.Write($"{Printable.Text(url)}\n");
        }

        return (int)ExitCode.Ok;
    }
}
