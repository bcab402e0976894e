using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Reads the settings of a stack from the text of <c>stacks/Pulumi.&lt;stack&gt;.yaml</c>.</summary>
public static class SettingsFile
{
    // Beside them stand the folders of environments.
    private static readonly string[] DataFolders = ["catalog", "delivery", "operations", "rules", "schema"];

    /// <summary>The path of a stack's settings, with slashes.</summary>
    public static string PathOf(StackName stack) => $"stacks/Pulumi.{stack}.yaml";

    /// <summary>The form of the settings of an environment.</summary>
    public static DataFormat Format { get; } = new("stack", "stacks/Pulumi.ENV.yaml", "Settings of an environment", "They stand below `config:`.", SettingsDeclaration.Top) { Below = "config", Beside = SettingsDeclaration.PulumiNames };

    /// <summary>The form of the settings of the stack <c>bootstrap</c>.</summary>
    public static DataFormat BootstrapFormat { get; } = new("bootstrap", "stacks/Pulumi.bootstrap.yaml", "Settings of the stack bootstrap", "They stand below `config:`.", BootstrapSettings.Form.Top) { Below = "config", Beside = SettingsDeclaration.PulumiNames };

    /// <summary>Reads and checks a settings file. Never throws for what is in it.</summary>
    /// <param name="fileName">The name for messages, such as <c>stacks/Pulumi.dev.yaml</c>; nothing is opened.</param>
    /// <param name="yamlText">The text of the file.</param>
    /// <param name="stack">The stack that it belongs to.</param>
    /// <returns>The settings, or every problem in the order of the file.</returns>
    public static SettingsResult<StackSettings> Parse(string fileName, string yamlText, StackName stack) => Parse(SettingsDeclaration.Form, fileName, yamlText, stack);

    /// <summary>Reads and checks the settings of the stack <c>bootstrap</c>. Never throws for what is in them.</summary>
    /// <param name="fileName">The name for messages, such as <c>stacks/Pulumi.bootstrap.yaml</c>; nothing is opened.</param>
    /// <param name="yamlText">The text of the file.</param>
    /// <returns>The settings, or every problem in the order of the file.</returns>
    public static SettingsResult<BootstrapSettings> ParseBootstrap(string fileName, string yamlText) =>
        Parse(BootstrapSettings.Form, fileName, yamlText, BootstrapSettings.Stack);

    /// <summary>What the Pulumi CLI wrote into a settings file about secrets.</summary>
    /// <param name="yamlText">The text of the file.</param>
    public static StackSecrets SecretsOf(string yamlText)
    {
        MapNode? root = new YamlTree(new SettingsProblems("settings")).Read(yamlText);
        string? At(string name) => root?[name] is ScalarNode { Text: { Length: > 0 } text } ? text : null;
        return new StackSecrets(At("secretsprovider"), At("encryptedkey"));
    }

    /// <summary>The project that a settings file names; null where it names none, or is no settings file.</summary>
    /// <param name="yamlText">The text of the file.</param>
    public static string? ProjectOf(string yamlText) =>
        new YamlTree(new SettingsProblems("settings")).Read(yamlText)?["config"] is MapNode config && config["gcp:project"] is ScalarNode { Text: { Length: > 0 } project } ? project : null;

    private static SettingsResult<T> Parse<T>(SettingsForm<T> form, string fileName, string yamlText, StackName stack)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        var problems = new SettingsProblems(fileName);
        if (DataFolders.Contains(stack.Value, StringComparer.Ordinal))
        {
            problems.Add(new(1, 1), "", null, $"an environment is not named like a folder of stacks/: {string.Join(", ", DataFolders)}", $"Rename {fileName}, and write the new name wherever the environment is named.");
        }

        if (ReservedNames.IsReserved(stack.Value))
        {
            problems.Add(new(1, 1), "", null, ReservedNames.Rule, $"Rename {fileName}, and write the new name wherever the environment is named.");
        }

        var root = new YamlTree(problems).Read(yamlText);
        if (root is null || ConfigOf(root, problems) is not { } config)
        {
            return new(null, problems.InOrder());
        }

        return form.Finish(config, stack, problems);
    }

    private static MapNode? ConfigOf(MapNode root, SettingsProblems problems)
    {
        string[] known = ["config", .. SettingsDeclaration.PulumiNames];
        foreach (var entry in root.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            var mend = Spelling.Nearest(entry.Key, known) is { } near ? $"Did you mean {near}?" : $"Known at the top: {string.Join(", ", known)}. Settings stand below config:.";
            var shown = PlainSecrets.KindOf(entry.Key) is null ? entry.Key : "(hidden)";
            problems.Add(entry.KeyAt, shown, null, "there is no such name at the top of a settings file", mend);
        }

        switch (root["config"])
        {
            case MapNode config:
                return config;
            case null:
                problems.Add(root.At, "config", null, "this is missing, and all settings stand below it", "Write config: and the settings below it, indented.");
                return null;
            case var other:
                problems.Add(other.At, "config", null, "this must be a map of settings", "Write the settings below it, indented.");
                return null;
        }
    }
}
