using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.GitHub.Repositories;

/// <summary>Reads <c>stacks/delivery/github.yaml</c>, by the same machinery as the settings of a stack.</summary>
public static class RepositoryFile
{
    /// <summary>Where the file is, from the repository.</summary>
    public const string Path = "stacks/delivery/github.yaml";

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("github", Path, "The repository on GitHub", "[docs/github.md](../../docs/github.md) says what becomes of them.", RepositoryDeclaration.Top);

    /// <summary>Reads the file. Never throws for what is in it.</summary>
    /// <param name="file">Its name, for messages; nothing is opened.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="stacks">The environments of stacks/.</param>
    /// <param name="people">The people of <c>stacks/delivery/approvals.yaml</c>.</param>
    /// <param name="isScript">Whether a path from the repository is a file of it that can be executed, and no link.</param>
    /// <returns>The settings, or every problem in the order of the file.</returns>
    public static SettingsResult<RepositorySettings> Parse(string file, string yaml, IReadOnlyCollection<string> stacks, ImmutableArray<string> people, Func<string, bool> isScript)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        SecretSearch.Check(root, problems);
        CheckedNode tree = new SettingsCheck(problems).Check("", "", RepositoryDeclaration.Top, root);
        RepositoryFileRules.Check(tree, stacks, people, isScript, problems);
        return new(problems.Count == 0 ? RepositoryDeclaration.Bind(tree) : null, problems.InOrder());
    }
}
