using System.CommandLine;
using Infra.Company.Answering;
using Infra.Model.Errors;
using Infra.Pipeline.Starting;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary><c>infra init</c>: makes a company's repository of answers.</summary>
internal static class InitCommand
{
    private const string Saved = "answers.yaml";

    public static Command Build(Host host)
    {
        Option<string?> from = new("--from") { Description = "Take the answers from this file and ask nothing (docs/answers.yaml is one to copy).", HelpName = "FILE" };
        Option<bool> replace = new("--replace") { Description = "Put the company in the place of the one that is there. Git must have all of it that init did not write itself." };
        Command command = new("init", "Make your company's stacks/, gitops/, workflows and CODEOWNERS from a few answers. Asks for them, or takes them from a file.") { from, replace };
        command.SetAction(async (parsed, cancellation) =>
        {
            string file = parsed.GetValue(from) ?? Saved;
            string text = parsed.GetValue(from) is { } given ? NamedFile.Text(host, Repository.ProductRoot(host) ?? host.Folder, given) : Asked(host);
            SettingsResult<CompanyAnswers> read = AnswersFile.Parse(file, text);
            if (!read.TryGet(out CompanyAnswers? answers))
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', read.Problems.Select(p => p.ToString())));
            }

            InitResult made = await new Initialiser(host).RunAsync(new InitRequest(answers, parsed.GetValue(replace)), cancellation);
            host.Out.Write(InitOutput.Text(answers, made));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    // What was typed is kept, so that a mistake found later costs no second round of questions.
    private static string Asked(Host host)
    {
        if (!host.CanAsk)
        {
            throw new InfraException(ErrorKind.Configuration, "There is nobody to ask. Write the answers to a file and pass --from FILE; docs/answers.yaml is one to copy.");
        }

        string text = AnswersPrompt.Of(host).Ask(AnswersFile.Format.Top);
        host.Folders.Write(Path.Combine(host.Folder, Saved), text);
        host.Error.Write($"Your answers are in {Saved}: change them there, and run `infra init --from {Saved}` again: what nobody changed since is written anew.\n");
        return text;
    }
}
