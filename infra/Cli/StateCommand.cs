using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Infra.Engine;
using Infra.Engine.State;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra state show|verify|export|import|unlock ENV</c>: looks after the state of the local backend.</summary>
internal static class StateCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.state-show/v1";

    // Larger than any state this program writes; a bound against reading something else.
    private const int ImportLimit = 1 << 30;

    public static Command Build(Host host) => new("state", "Look after what is recorded of an environment.")
    {
        Show(host), Verify(host), Export(host), Import(host), Unlock(host),
    };

    private static Command Show(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("show", "List every recorded resource.") { environment, format };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            ImmutableArray<RecordedResource> resources = StackBackends.Here(host).Local(stack).Recorded();
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json
                ? Json(stack, resources)
                : string.Concat(resources.Select(r => $"{Printable.Text(r.Urn.Type)}  {Printable.Text(r.Urn.Name)}{(r.Id is null ? "" : $"  {Printable.Text(r.Id)}")}{(r.Protect ? "  [protected]" : "")}\n")));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Verify(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Command command = new("verify", "Check every record of the state; exits with 1 when it is damaged, 12 when a run has not ended.") { environment };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            ImmutableArray<string> findings = StackBackends.Here(host).Local(stack).VerifyState();
            host.Out.Write(findings.IsEmpty ? $"The state of {stack} is good.\n" : string.Concat(findings.Select(f => $"{Printable.Text(f)}\n")));
            return (int)(findings.IsEmpty ? ExitCode.Ok : ExitCode.ChangesFound);
        });
        return command;
    }

    private static Command Export(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> file = new("--out") { Description = "Write to this file (mode 0600) and not to standard output.", HelpName = "FILE" };
        Command command = new("export", "Write the state as it is. It holds no plain secrets, but treat it as confidential.") { environment, file };
        command.SetAction(parsed =>
        {
            byte[] content = StackBackends.Here(host).Local(parsed.GetRequiredValue(environment)).ExportState();
            if (parsed.GetValue(file) is { } target)
            {
                OutputFile.Write(host, target, content);
                host.Error.Write($"State written to {Printable.Text(target)}.\n");
            }
            else
            {
                host.Out.Write(Encoding.UTF8.GetString(content));
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Import(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> file = new("FILE") { Description = "A file that `infra state export` wrote." };
        Option<bool> force = new("--force") { Description = "Take it also when it is older or has another lineage." };
        Option<bool> yes = Parameters.Yes();
        Command command = new("import", "Put an exported state in the place of the present one; it is checked as a whole first.") { environment, file, force, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            byte[] content = Offered(host, parsed.GetRequiredValue(file));
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Import the state of {stack}");
            Question.Confirm(host, parsed.GetValue(yes), $"Import the state of {stack}");
            await StackBackends.Here(host).Local(stack).ImportStateAsync(content, parsed.GetValue(force), cancellation);
            host.Error.Write($"The state of {stack} is the imported one.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static byte[] Offered(Host host, string file)
    {
        try
        {
            return InputFile.Read(Path.GetFullPath(file, host.Folder), ImportLimit, followsLinks: true);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(ErrorKind.Configuration, $"'{Printable.Text(file)}' cannot be read: {unreadable.Message} Give a file that `infra state export` wrote.", unreadable);
        }
    }

    private static Command Unlock(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<bool> yes = Parameters.Yes();
        Command command = new("unlock", "Break the lock of an environment; says whose it was.") { environment, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            LocalBackend backend = new StackBackends(host, repository).Local(stack);
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Unlock {stack}");
            Question.Confirm(host, parsed.GetValue(yes), $"Unlock {stack}");
            AuditTrail trail = new(host, repository, backend.Name);
            BrokenLock? found = await trail.DoAsync(trail.Entry("unlock", stack, backend.Name), () => Task.FromResult((backend.Unlock(), "succeeded")), cancellation);
            host.Out.Write(found switch
            {
                null => $"{stack} was not locked.\n",
                { HadEnded: true } broken => $"Broke the lock of {Printable.Text($"{broken.Holder}")}, whose process had ended.\n",
                var broken => $"Broke the lock of {Printable.Text($"{broken.Holder}")}, which may still be running: it is refused at its next write.\n",
            });
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static string Json(string stack, ImmutableArray<RecordedResource> resources) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", stack);
        writer.WriteStartArray("resources");
        foreach (RecordedResource resource in resources)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", resource.Urn.Value);
            writer.WriteBoolean("custom", resource.Custom);
            writer.WriteString("id", resource.Id);
            writer.WriteBoolean("protect", resource.Protect);
            writer.WriteStartArray("dependsOn");
            foreach (Urn urn in resource.DependsOn)
            {
                writer.WriteStringValue(urn.Value);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("inputs");
            PropertyJson.Write(writer, resource.Inputs, SecretForm.Masked);
            writer.WritePropertyName("outputs");
            PropertyJson.Write(writer, resource.Outputs, SecretForm.Masked);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
