using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Editing;

/// <summary>
/// Refuses edits of the state of a real cloud with the command of the Pulumi CLI that makes them: nobody approved such an edit, so it is made by a
/// person who has the rights to the bucket, in their own name, and not by this program in theirs.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class PulumiStateCommands(Repository repository)
{
    /// <summary>Refuses, where the backend is not the local one.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="command">What stands between <c>pulumi</c> and <c>--stack</c>, such as <c>state rename URN NEWNAME</c>.</param>
    /// <exception cref="InfraException">It is another one.</exception>
    public void RequireLocal(string stack, string kind, string command)
    {
        if (kind == BackendNames.Local)
        {
            return;
        }

        StackSettings settings = repository.Settings(stack);
        string url = repository.Foundation(settings)?.BackendUrl
            ?? throw new InfraException(ErrorKind.Configuration, $"{Foundation.PathOf(settings.Stack)} does not exist, so nobody knows where the state of {stack} is. Run `infra bootstrap` first.");
        string urns = command.Contains("URN", StringComparison.Ordinal) ? $" `pulumi stack --show-urns --stack {stack}` lists the URNs." : "";
        throw new InfraException(
            ErrorKind.Configuration,
            $"No plan makes this edit and nobody could approve it, so it is not done here on the {kind} backend. Keep a copy with `pulumi stack export --stack {stack} --file FILE`, then type, with PULUMI_BACKEND_URL={url}:\npulumi {command} --stack {stack}{Lines(urns)}");
    }

    /// <summary>A word as a shell takes it for one.</summary>
    public static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ':' or '=') && word.Length > 0 ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Lines(string text) => text.Length == 0 ? "" : $"\n{text.TrimStart()}";
}
