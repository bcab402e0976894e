using Infra.Engine.Steps;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Editing;

/// <summary>
/// Refuses edits of the state of a real cloud with the command of the Pulumi CLI that makes them: nobody approved such an edit, so it is made by a
/// person who has the rights to the bucket, in their own name, and not by this program in theirs.
/// </summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class PulumiStateCommands(Host host, Repository repository)
{
    /// <summary>Refuses, where the backend is not the local one.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="command">Works out what stands between <c>pulumi</c> and <c>--stack</c>, such as <c>refresh</c>, and what is said below it.</param>
    /// <exception cref="InfraException">It is another one.</exception>
    public async Task RequireLocalAsync(string stack, string kind, Func<Task<(string Words, string Below)>> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (kind == BackendNames.Local)
        {
            return;
        }

        string url = Place(stack).Foundation.BackendUrl;
        (string words, string below) = await command();
        throw new InfraException(
            ErrorKind.Configuration,
            $"No plan makes this edit and nobody could approve it, so it is not done here on the {kind} backend. Keep a copy with `pulumi stack export --stack {stack} --file FILE`, then type, with PULUMI_BACKEND_URL={url}:\npulumi {words} --stack {stack}{(below.Length == 0 ? "" : $"\n{below}")}");
    }

    /// <summary>The URN of a resource that the state of the real cloud records, as a shell takes it for one word.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="name">Its name, which is looked up in that state, or its URN, which is taken as it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">The state cannot be read, or records none or several resources of that name.</exception>
    public async Task<string> UrnAsync(string stack, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.StartsWith("urn:pulumi:", StringComparison.Ordinal))
        {
            return ShellText.Quote(name);
        }

        (StackSettings settings, Foundation foundation) = Place(stack);
        Urn[] recorded = [.. (await new StackBackends(host, repository).Pulumi(settings, foundation, envelope: null).RecordedAsync(cancellation)).Select(r => new Urn(r.Urn)).Distinct()];
        Urn[] found = [.. recorded.Where(u => u.Name == name)];
        return found.Length switch
        {
            1 => ShellText.Quote(found[0].Value),
            0 => throw Refused($"No recorded resource of {stack} on the pulumi backend has the name '{Printable.Text(Printable.Cut(name, 300))}'.{(Spelling.Nearest(name, recorded.Select(u => u.Name).Distinct()) is { } near ? $" Did you mean {near}?" : "")} `pulumi stack --show-urns --stack {stack}` lists them."),
            _ => throw Refused($"{found.Length} recorded resources of {stack} on the pulumi backend have the name {Printable.Text(name)}. Give the URN of one:\n{string.Join('\n', found.Select(f => f.Value))}"),
        };
    }

    /// <summary>Writes the file by which <c>pulumi import</c> records a resource just where the settings declare it, and says what to do with it.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="type">Its type token.</param>
    /// <param name="name">The name that the settings declare it under.</param>
    /// <param name="id">Its id in the cloud.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">The settings do not declare it.</exception>
    public async Task<(string Words, string Below)> ImportAsync(string stack, string type, string name, string id, CancellationToken cancellation)
    {
        DeclaredResource declared = await new StackBackends(host, repository).Local(stack).DeclaredAsync(type, name, cancellation);
        string file = Path.Combine(repository.LocalFolder, "pulumi", $"{stack}.import.json");
        host.Files.Replace(file, PulumiImportFile.Write(declared, id));
        string shown = Path.GetRelativePath(repository.Root, file).Replace('\\', '/');
        return (
            $"import --file {ShellText.Quote(shown)} --protect={(declared.Protect ? "true" : "false")} --generate-code=false",
            $"{shown} was written: the resource with its id, its provider, and the components above it, as the settings declare them. What is recorded of these already stays. Pulumi compares nothing: `infra preview {stack} --backend pulumi` shows after it what differs from the settings.\nFor many at once, `pulumi preview --import-file FILE --stack {stack}` writes such a file of all that the next update would create; write each id in the place of <PLACEHOLDER>, and take out what is not there yet.");
    }

    private (StackSettings Settings, Foundation Foundation) Place(string stack)
    {
        StackSettings settings = repository.Settings(stack);
        return (settings, repository.Foundation(settings) ?? throw Refused($"{Foundation.PathOf(settings.Stack)} does not exist, so nobody knows where the state of {stack} is. Run `infra bootstrap` first."));
    }

    private static InfraException Refused(string message) => new(ErrorKind.Configuration, message);
}
