using System.CommandLine;
using Infra.Engine.Steps;
using Infra.Model.Errors;
using Infra.Pipeline.Editing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra import ENV TYPE NAME ID</c>: takes what exists in the cloud over into the record.</summary>
internal static class ImportCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> type = new("TYPE") { Description = "Its type, as `infra preview ENV` shows it, such as gcp:storage/bucket:Bucket." };
        Argument<string> name = new("NAME") { Description = "The name that the settings declare it under." };
        Argument<string> id = new("ID") { Description = "Its id in the cloud; `infra cloud show ENV` lists those of the emulator." };
        StateEditOptions given = new();
        Command command = new("import", "Adopt a resource that exists in the cloud into the state; the settings must declare it exactly as it is. What differs is shown, and then nothing is written.") { environment, type, name, id };
        given.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            (string stack, string kind, string named, string there) = (parsed.GetRequiredValue(environment), parsed.GetRequiredValue(type), parsed.GetRequiredValue(name), parsed.GetRequiredValue(id));
            Repository repository = Repository.Find(host);
            PulumiStateCommands real = new(host, repository);
            await real.RequireLocalAsync(stack, given.Backend(parsed), () => real.ImportAsync(stack, kind, named, there, cancellation));
            Question.RefuseWhenNobodyAnswers(host, given.Yes(parsed), $"Import {named} into the state of {stack}");
            StateEditing editing = new(await Acting.QuietlyAsync(host, repository, given.Backend(parsed), cancellation), repository);
            (AdoptedResource found, string? backup) = await editing.AdoptAsync(stack, kind, named, there, given.Why(parsed), r => Confirm(host, given, parsed, r, stack), cancellation);
            host.Error.Write(StateEditOutput.Done(repository, stack, backup, $"Imported {found.Urn.Type} {found.Urn.Name}"));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static void Confirm(Host host, StateEditOptions given, ParseResult parsed, AdoptedResource found, string stack)
    {
        host.Out.Write(StateEditOutput.Of(found));
        if (!found.Differences.IsEmpty)
        {
            throw new InfraException(ErrorKind.Resource, $"{found.Urn.Type} {found.Urn.Name} is not as the settings declare it: {found.Differences.Length} properties differ. Nothing was imported. Change the settings, or the resource, until they are the same.");
        }

        Question.Confirm(host, given.Yes(parsed), $"Import it into the state of {stack}");
    }
}
