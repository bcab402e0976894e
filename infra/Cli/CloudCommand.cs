using System.CommandLine;
using System.Text.Json;
using Infra.Emulator;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Properties;
using Infra.Presenters;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra cloud show|edit|delete</c>: plays the person who clicks in Google's console, in the pretended cloud.</summary>
internal static class CloudCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.cloud-show/v1";

    public static Command Build(Host host) => new("cloud", "Look at and change the pretended cloud past any state, as a person at the console would.")
    {
        Show(host), Edit(host), Delete(host),
    };

    private static Command Show(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string?> id = new("ID") { Description = "Show this resource with all its properties.", Arity = ArgumentArity.ZeroOrOne };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("show", "List what an environment made in the pretended cloud.") { environment, id, format };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            List<CloudEntry> entries = [.. StackBackends.Here(host).Cloud(stack).Show().Where(e => parsed.GetValue(id) is not { } one || string.Equals(e.Id, one, StringComparison.Ordinal))];
            if (parsed.GetValue(format) == OutputFormat.Json || parsed.GetValue(id) is not null)
            {
                host.Out.Write(Json(stack, entries));
            }
            else
            {
                host.Out.Write(string.Concat(entries.Select(e => $"{Printable.Text(e.Type)}  {Printable.Text(e.Id)}\n")));
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Edit(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> id = new("ID") { Description = "The id of the resource, as `infra cloud show ENV` lists it." };
        Argument<string> path = new("PATH") { Description = "The property, such as resourceLabels.owner." };
        Argument<string> value = new("VALUE") { Description = "The new value: JSON, or a text. null takes the property out." };
        Command command = new("edit", "Change one property of a resource in the pretended cloud.") { environment, id, path, value };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(id);
            StackBackends.Here(host).Cloud(parsed.GetRequiredValue(environment)).Edit(target, parsed.GetRequiredValue(path), Read(parsed.GetRequiredValue(value)));
            host.Error.Write($"Changed {Printable.Text(parsed.GetRequiredValue(path))} of {Printable.Text(target)} in the pretended cloud.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> id = new("ID") { Description = "The id of the resource, as `infra cloud show ENV` lists it." };
        Command command = new("delete", "Delete a resource in the pretended cloud.") { environment, id };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(id);
            StackBackends.Here(host).Cloud(parsed.GetRequiredValue(environment)).Delete(target);
            host.Error.Write($"Deleted {Printable.Text(target)} in the pretended cloud.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    // 3 and true are JSON; platform-team is not, and means itself.
    private static PropertyValue? Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            PropertyValue value = PropertyJson.Read(document.RootElement);
            return value is NullValue ? null : value;
        }
        catch (JsonException)
        {
            return PropertyValue.Of(text);
        }
    }

    private static string Json(string stack, IEnumerable<CloudEntry> entries) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", stack);
        writer.WriteStartArray("resources");
        foreach (CloudEntry entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("type", entry.Type);
            writer.WriteString("id", entry.Id);
            writer.WritePropertyName("properties");
            PropertyJson.Write(writer, entry.Properties, SecretForm.Masked);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
