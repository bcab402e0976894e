using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Editing;

/// <summary>Reads and changes one setting of an environment in its file, which keeps everything else as it is. What the reader of settings refuses is not written.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class SettingsEditing(Host host, Repository repository)
{
    private const string Below = "config";

    /// <summary>A setting as it is written.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="key">The path of the setting, such as <c>labels.owner</c>.</param>
    /// <exception cref="InfraException">There is no such environment or setting, or the file is no YAML.</exception>
    public string Get(string stack, string key) => SettingEdit.Get(Readable(repository.Stack(stack)), Below, key);

    /// <summary>Gives a setting another value.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="key">The path of the setting.</param>
    /// <param name="value">The value, as a person types it.</param>
    /// <returns>The file, and the value before; null where there was none.</returns>
    /// <exception cref="InfraException">There is no such setting, the value is a secret, or the reader refuses the file with it; all of that is named.</exception>
    public (string File, string? Before) Set(string stack, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        StackName name = repository.Stack(stack);
        RefuseSecrets(key, value);
        (IReadOnlyList<string> texts, string? before) = SettingEdit.Set(Readable(name), Below, key, value);
        string[][] problems = [.. texts.Select(t => Problems(name, t))];
        int good = Array.FindIndex(problems, p => p.Length == 0);
        if (good < 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems[0].Append("Nothing was written.")));
        }

        host.Folders.Write(Path.Combine(repository.Root, SettingsFile.PathOf(name)), texts[good]);
        return (SettingsFile.PathOf(name), before);
    }

    private static void RefuseSecrets(string key, string value)
    {
        string? why = PlainSecrets.KindOf(value) is { } kind ? $"The value looks like {kind} (not shown)" : PlainSecrets.IsSecretPath(key) ? "The name is that of a secret (the value is not shown)" : null;
        if (why is not null)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"{why}. Secrets are not written into files: declare the entry in infra:secrets and write its value to Secret Manager. If it was a real one, it is in the history of your shell now: rotate it. Nothing was written.");
        }
    }

    private string Readable(StackName stack)
    {
        string text = repository.ReadText(SettingsFile.PathOf(stack));
        SettingsProblems problems = new(SettingsFile.PathOf(stack));
        return new YamlTree(problems).Read(text) is not null && problems.InOrder() is [] ? text : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.InOrder().Select(p => p.ToString())));
    }

    private string[] Problems(StackName stack, string text)
    {
        if (stack == BootstrapSettings.Stack)
        {
            return [.. SettingsFile.ParseBootstrap(SettingsFile.PathOf(stack), text).Problems.Select(p => p.ToString())];
        }

        SettingsResult<StackSettings> read = SettingsFile.Parse(SettingsFile.PathOf(stack), text, stack);
        string foundation = Foundation.PathOf(stack);
        return read.TryGet(out StackSettings? settings)
            ? repository.Has(foundation) ? [.. FoundationFile.Parse(foundation, repository.ReadText(foundation), settings).Problems.Select(p => p.ToString())] : []
            : [.. read.Problems.Select(p => p.ToString())];
    }

}
