using System.CommandLine;
using System.Text.Json;
using Infra.Model.Masking;
using Infra.Model.Properties;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra cloud edit ENV ID PATH VALUE</c>: changes a property of a resource in the pretended cloud.</summary>
internal static class CloudEdit
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> id = new("ID") { Description = "The id of the resource, as `infra cloud show ENV` lists it." };
        Argument<string> path = new("PATH") { Description = "The property, such as resourceLabels.owner." };
        Argument<string> value = new("VALUE") { Description = "The new value: JSON, or a text. null takes the property out." };
        Command command = new("edit", "Change one property of a resource in the emulator.") { environment, id, path, value };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(id);
            StackBackends.Here(host).Cloud(parsed.GetRequiredValue(environment)).Edit(target, parsed.GetRequiredValue(path), Read(parsed.GetRequiredValue(value)));
            host.Error.Write($"Changed {Printable.Text(parsed.GetRequiredValue(path))} of {Printable.Text(target)} in the emulator.\n");
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
}
