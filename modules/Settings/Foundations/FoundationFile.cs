using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Foundations;

/// <summary>Reads <c>stacks/&lt;env&gt;/foundation.yaml</c> and holds it against the settings of the same environment.</summary>
public static class FoundationFile
{
    private static readonly ObjectKind Top = new(
        new Setting("schema", new ChoiceKind(Foundation.Schema), "The format."),
        new Setting("stack", TextKind.Of<StackName>(), "The environment."),
        new Setting("project", TextKind.Of<ProjectId>(), "Its project."),
        new Setting("projectNumber", TextKind.Of<ProjectNumber>(), "The number of that project."),
        new Setting("stateBucket", TextKind.Of<BucketName>(), "The bucket with its state."),
        new Setting("auditBucket", TextKind.Of<BucketName>(), "The bucket of audit records."),
        new Setting("auditKey", TextKind.Of<ResourcePath>(), "The key that signs its audit records."),
        new Setting("secretsKey", TextKind.Of<ResourcePath>(), "The key of the secrets in its state."),
        new Setting("planAccount", TextKind.Of<AccountEmail>(), "The account that plans."),
        new Setting("applyAccount", TextKind.Of<AccountEmail>(), "The account that applies."),
        new Setting("identityProvider", TextKind.Of<ResourcePath>(), "The provider that a workflow asks for tokens of."),
        new Setting("dryRun", new FlagKind(), "Whether a dry run made these up: nothing real is done with them.") { Default = "false" });

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("foundation", "stacks/ENV/foundation.yaml", "What bootstrap made for an environment", "`infra bootstrap` writes it.", Top);

    /// <summary>Reads and checks a foundation. Never throws for what is in it.</summary>
    /// <param name="fileName">The name for messages, such as <c>stacks/dev/foundation.yaml</c>; nothing is opened.</param>
    /// <param name="yamlText">The text of the file.</param>
    /// <param name="settings">The settings of the environment: both must be of the same stack, project and number.</param>
    /// <returns>The foundation, or every problem in the order of the file.</returns>
    public static SettingsResult<Foundation> Parse(string fileName, string yamlText, StackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new SettingsProblems(fileName);
        if (new YamlTree(problems).Read(yamlText) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        var form = new SettingsForm<Foundation>(Top, (tree, stack, found) => Match(tree, stack, settings, found), Bind) { HasNoRoomForSecrets = true };
        return form.Finish(root, settings.Stack, problems);
    }

    /// <summary>The number of the project that a foundation names; null where it names none.</summary>
    /// <param name="yamlText">The text of the file.</param>
    public static string? ProjectNumberOf(string yamlText) =>
        new YamlTree(new SettingsProblems("foundation")).Read(yamlText)?["projectNumber"] is ScalarNode { Text: { Length: > 0 } number } ? number : null;

    private static void Match(CheckedNode root, StackName stack, StackSettings settings, SettingsProblems problems)
    {
        var file = $"stacks/Pulumi.{stack}.yaml";
        Match(root["stack"], stack, $"this is the folder of {stack}", "Move the file to the folder of its stack.", problems);
        Match(
            root["project"],
            settings.Project,
            $"{file} has gcp:project {settings.Project}, and bootstrap made another project for {stack}",
            $"Write the project of this file as gcp:project in {file}, or run bootstrap again and commit what it writes.",
            problems);
        Match(
            root["projectNumber"],
            settings.ProjectNumber,
            $"{file} has infra:projectNumber \"{settings.ProjectNumber}\", and Google Cloud gave the project of {stack} another number",
            $"Write the number of this file as infra:projectNumber in {file}.",
            problems);
    }

    private static void Match<T>(CheckedNode? node, T wanted, string rule, string mend, SettingsProblems problems)
        where T : class
    {
        if (node?.Value is T found && !found.Equals(wanted))
        {
            problems.Add(node.At, node.Path, $"{found}", rule, mend);
        }
    }

    private static Foundation Bind(CheckedNode root, StackName stack) => new(
        stack,
        root.Get<ProjectId>("project"),
        root.Get<ProjectNumber>("projectNumber"),
        root.Get<BucketName>("stateBucket"),
        root.Get<BucketName>("auditBucket"),
        root.Get<ResourcePath>("auditKey"),
        root.Get<ResourcePath>("secretsKey"),
        root.Get<AccountEmail>("planAccount"),
        root.Get<AccountEmail>("applyAccount"),
        root.Get<ResourcePath>("identityProvider"))
    {
        IsDryRun = root.Get<bool>("dryRun"),
    };
}
