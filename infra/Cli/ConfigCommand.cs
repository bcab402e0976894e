using System.CommandLine;
using Infra.Model.Masking;
using Infra.Pipeline.Editing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra config get|set ENV KEY [VALUE]</c>: one setting of an environment, in its file.</summary>
internal static class ConfigCommand
{
    public static Command Build(Host host) => new("config", "Read and change one setting of an environment in its file; comments and form stay.") { Get(host), Set(host) };

    private static Argument<string> Key() => new("KEY") { Description = "The path of the setting, such as labels.owner or residency[0]; stacks/schema/README.md has all of them." };

    private static Command Get(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> key = Key();
        Command command = new("get", "Show a setting as it is written: a value, or the lines of a map or list.") { environment, key };
        command.SetAction(parsed =>
        {
            string written = new SettingsEditing(host, Repository.Find(host)).Get(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(key));
            host.Out.Write($"{Printable.Lines(written)}\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Set(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> key = Key();
        Argument<string> value = new("VALUE") { Description = "The value. What the reader of settings refuses, or what looks like a secret, is not written." };
        Command command = new("set", "Give a setting another value. Nothing else in the file changes, and the file is checked before it is written.") { environment, key, value };
        command.SetAction(parsed =>
        {
            (string stack, string path, string wanted) = (parsed.GetRequiredValue(environment), parsed.GetRequiredValue(key), parsed.GetRequiredValue(value));
            (string file, string? before) = new SettingsEditing(host, Repository.Find(host)).Set(stack, path, wanted);
            host.Out.Write($"{Printable.Text(file)}: {Printable.Text(path)} is {Printable.Text(wanted)}{(before is null ? ", and was not set" : before == wanted ? ", as before" : $", and was {Printable.Text(before)}")}\n");
            host.Error.Write(before == wanted ? "" : $"`infra preview {Printable.Text(stack)}` shows what that changes.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
