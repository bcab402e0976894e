using System.Text.RegularExpressions;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.GitHub.Repositories;

/// <summary>The forms of texts in github.yaml.</summary>
internal static partial class RepositoryTexts
{
    private const string Own = "stacks/schema/github.md";

    /// <summary>The short name of a team.</summary>
    public static TextRule Team { get; } = new("a team", TeamForm(), 1, 100, "is its short name: lower-case letters, digits, hyphens and underscores", "platform", "https://docs.github.com/en/rest/teams/teams#get-a-team-by-name (team_slug)");

    /// <summary>A person of approvals.yaml.</summary>
    public static TextRule Person { get; } = new("a person", PersonForm(), 1, 40, "is a name of approvals.yaml: lower-case letters, digits, hyphens and underscores", "asha", "stacks/schema/approvals.md");

    /// <summary>The name of a variable.</summary>
    public static TextRule Variable { get; } = new(
        "a variable", VariableForm(), 1, 255, "is capital letters, digits and underscores, begins with no digit and not with GITHUB_", "INFRA_GITHUB_APP_ID",
        "https://docs.github.com/en/actions/reference/workflows-and-actions/variables#naming-conventions-for-configuration-variables");

    /// <summary>The value of a variable.</summary>
    public static TextRule Value { get; } = new("a value", LineForm(), 1, 1000, "is 1 to 1,000 characters on one line, in quotes where YAML would take it for a number, and does not begin or end with a space", "\"1234567\"", Own);

    /// <summary>The name of a job, as people see it.</summary>
    public static TextRule Check { get; } = new("a check", LineForm(), 1, 100, "is the name of a job, 1 to 100 characters on one line", "Documents", Own);

    /// <summary>The file of a workflow.</summary>
    public static TextRule Workflow { get; } = new("a workflow", WorkflowForm(), 5, 100, "is the name of a file in .github/workflows: letters, digits and . _ -, and it ends with .yml or .yaml", "ci.yml", Own);

    /// <summary>Files of code owners.</summary>
    public static TextRule Pattern { get; } = new(
        "a pattern of files", PatternForm(), 1, 200, "is * for all files, or begins with / and has letters, digits and . _ - * /", "/stacks/",
        "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax");

    /// <summary>The path of a script that a workflow runs: bash reads it as it stands.</summary>
    public static TextRule Script { get; } = new(
        "a script", ScriptForm(), 1, 200, "is a path from the repository: letters, digits and . _ - /, no name is . or .. or begins with a hyphen", "scripts/evidence", Own);

    /// <summary>The name of a label.</summary>
    public static TextRule Label { get; } = new("a label", LabelForm(), 1, 50, "is 1 to 50 lower-case letters, digits and . _ : - with single spaces", "drift", "https://docs.github.com/en/rest/issues/labels#create-a-label");

    /// <summary>The colour of a label.</summary>
    public static TextRule Color { get; } = new("a colour", ColorForm(), 6, 6, "is six lower-case hexadecimal digits, in quotes", "\"d93f0b\"", "https://docs.github.com/en/rest/issues/labels#create-a-label");

    /// <summary>What a label says.</summary>
    public static TextRule Description { get; } = new("a description", LineForm(), 1, 100, "is 1 to 100 characters on one line", "Opened by infra", "https://docs.github.com/en/rest/issues/labels#create-a-label");

    /// <summary>An action that may run.</summary>
    public static TextRule Action { get; } = new("a pattern of actions", ActionForm(), 5, 200, "is OWNER/NAME@ and * or a version; which owner is never open", "github/codeql-action/analyze@*", "https://docs.github.com/en/rest/actions/permissions#set-allowed-actions-and-reusable-workflows-for-a-repository");

    /// <summary>A rule as a kind of setting whose value is the text itself.</summary>
    public static TextKind Kind(TextRule rule) =>
        new(rule.Noun, rule.Pattern, rule.MinLength, rule.MaxLength, rule.Example, text => rule.Check(text) is { } misfit ? (null, misfit) : (text, null));

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TeamForm();

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PersonForm();

    [GeneratedRegex("^(?!GITHUB_)[A-Z_][A-Z0-9_]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex VariableForm();

    [GeneratedRegex("^[!-~]([ -~]*[!-~])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LineForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*\\.ya?ml$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WorkflowForm();

    [GeneratedRegex("^(\\*|/([A-Za-z0-9._*-]+/)*[A-Za-z0-9._*-]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PatternForm();

    [GeneratedRegex("^(?!(.*/)?\\.\\.?(/|$))[A-Za-z0-9._][A-Za-z0-9._-]*(/[A-Za-z0-9._][A-Za-z0-9._-]*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ScriptForm();

    [GeneratedRegex("^[a-z0-9._:-]+( [a-z0-9._:-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelForm();

    [GeneratedRegex("^[0-9a-f]{6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ColorForm();

    [GeneratedRegex("^[A-Za-z0-9-]+/[A-Za-z0-9._/-]+@(\\*|[A-Za-z0-9._-]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ActionForm();
}
