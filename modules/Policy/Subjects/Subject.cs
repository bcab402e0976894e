using System.Diagnostics;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Policy.Subjects;

/// <summary>What a rule judges: a planned resource, or an object of a generated file.</summary>
[DebuggerDisplay("{Name}")]
public sealed class Subject
{
    /// <summary>The kind of a workflow of GitHub Actions, which names none itself.</summary>
    internal const string Workflow = "GitHub workflow";

    /// <summary>The kind of <c>stacks/delivery/github.yaml</c>, which names none itself.</summary>
    internal const string Repository = "GitHub repository";

    /// <summary>The kind of <c>.github/dependabot.yml</c>, which names none itself.</summary>
    internal const string Updates = "Dependabot updates";

    private readonly Func<string, int>? lineOf;
    private readonly IReadOnlyList<string>? lines;

    private Subject(string kind, string name, PropertyMap content, PlanStep? step, string? file, Func<string, int>? lineOf, IReadOnlyList<string>? lines = null)
    {
        (Kind, Name, Content, Step, File) = (kind, name, content, step, file);
        (this.lineOf, this.lines) = (lineOf, lines);
    }

    /// <summary>The type token of a resource, the kind of a Kubernetes object, the path of one of <see cref="StackFiles"/>.</summary>
    public string Kind { get; }

    /// <summary>What waivers and people name it by: the URN of a resource; <c>FILE#KIND/NAME</c> of an object in a file; the path of one of <see cref="StackFiles"/>.</summary>
    public string Name { get; }

    /// <summary>The planned step; null for an object of a file.</summary>
    public PlanStep? Step { get; }

    /// <summary>The file, relative to the repository with slashes; null for a resource.</summary>
    public string? File { get; }

    /// <summary>The inputs of a resource, or the whole object.</summary>
    public PropertyMap Content { get; }

    /// <summary>A planned resource.</summary>
    public static Subject Of(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new Subject(step.Type, step.Urn.Value, step.Inputs, step, file: null, lineOf: null);
    }

    /// <summary>An object of a file.</summary>
    /// <param name="file">Relative to the repository, with slashes.</param>
    /// <param name="content">The object.</param>
    /// <param name="lineOf">The line, from 1, of a path in it.</param>
    /// <param name="lines">The lines of the file, for rules about comments; null where there is no file.</param>
    public static Subject Of(string file, PropertyMap content, Func<string, int> lineOf, IReadOnlyList<string>? lines = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (StackFiles.All.Contains(file, StringComparer.Ordinal))
        {
            return new Subject(file, file, content, step: null, file, lineOf, lines);
        }

        string kind = content.Text("kind") ?? KindOfFile(content);
        string name = content["metadata"] is MapValue metadata ? metadata.Map.Text("name") ?? metadata.Map.Text("generateName") ?? "" : "";
        return new Subject(kind, $"{file}#{kind}/{name}", content, step: null, file, lineOf, lines);
    }

    /// <summary>A Kubernetes object that Pulumi makes itself, under its kind instead of its type token.</summary>
    internal static Subject OfKubernetes(PlanStep step, string kind) => new(kind, step.Urn.Value, step.Inputs, step, file: null, lineOf: null);

    /// <summary>The line, from 1, where a path stands or would stand; null for a resource.</summary>
    public int? Line(string path) => lineOf?.Invoke(path);

    /// <summary>The line where a path stands, comments and all; null where it is not known.</summary>
    internal string? SourceLine(string path) => Line(path) is { } line && lines is not null && line <= lines.Count ? lines[line - 1] : null;

    internal Field this[string path] => new Field(PropertyValue.Of(Content)).At(path);

    private static string KindOfFile(PropertyMap content) =>
        content["jobs"] is MapValue ? Workflow
        : content["updates"] is ListValue ? Updates
        : content["repository"] is StringValue && (content["environments"] ?? content["codeOwners"]) is MapValue ? Repository
        : "";
}
