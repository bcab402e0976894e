using Infra.Settings.Reading;

namespace Infra.Delivery.Approvals;

/// <summary>Reads <c>stacks/delivery/approvals.yaml</c>, by the same machinery as the settings of a stack.</summary>
public static class ApprovalFile
{
    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("approvals", "stacks/delivery/approvals.yaml", "Who may approve what", "", ApprovalDeclaration.Top);

    /// <summary>Reads the file. Never throws for what is in it.</summary>
    /// <param name="file">Its name, for messages; nothing is opened.</param>
    /// <param name="yaml">Its text.</param>
    /// <returns>The settings, or every problem in the order of the file.</returns>
    public static SettingsResult<ApprovalSettings> Parse(string file, string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        // People hold public keys, which look like tokens; the form of every setting leaves no room for a secret.
        CheckedNode tree = new SettingsCheck(problems).Check("", "", ApprovalDeclaration.Top, root);
        ApprovalFileRules.Check(tree, problems);
        return new(problems.Count == 0 ? ApprovalDeclaration.Bind(tree) : null, problems.InOrder());
    }
}
