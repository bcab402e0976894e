using System.CommandLine;
using Infra.GitHub.Comments;
using Infra.Model.Masking;

namespace Infra.Cli;

/// <summary>The options that <c>infra github comment</c> and <c>infra github issue</c> share.</summary>
internal static class GitHubParameters
{
    public static Option<Marker?> MarkerOption() => new("--marker")
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

    public static Option<string> TextFile(bool isRequired) => new("--file") { Description = "The text, Markdown in UTF-8.", HelpName = "FILE", Required = isRequired };
}
