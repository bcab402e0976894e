using System.Collections.Immutable;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Growing;

/// <summary>A change of a company's files, worked out and not written.</summary>
/// <param name="Title">What it does, for people.</param>
/// <param name="Files">The new text of each file that people own, by its path; null for one that goes.</param>
/// <param name="Environments">The stacks whose plan it changes.</param>
/// <param name="Notes">What else goes with it, or is left to do: one sentence each.</param>
public sealed record Growth(string Title, ImmutableSortedDictionary<string, string?> Files, ImmutableArray<string> Environments, ImmutableArray<string> Notes)
{
    /// <summary>A change that begins with nothing.</summary>
    /// <param name="title">What it does.</param>
    public static Growth Of(string title) => new(title, ImmutableSortedDictionary<string, string?>.Empty.WithComparers(StringComparer.Ordinal), [], []);

    /// <summary>The same with a file edited: its text so far, of this change or of the repository, goes through the edit.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="file">The file.</param>
    /// <param name="edit">The edit.</param>
    /// <exception cref="Infra.Model.Errors.InfraException">The file cannot be read, or is not written as the edit needs it.</exception>
    public Growth Edit(Repository repository, string file, Func<string, string> edit)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(edit);
        string text = Files.TryGetValue(file, out string? changed) && changed is not null ? changed : repository.ReadText(file);
        try
        {
            return this with { Files = Files.SetItem(file, edit(text)) };
        }
        catch (FormatException form)
        {
            throw new Infra.Model.Errors.InfraException(Infra.Model.Errors.ErrorKind.Configuration, $"{file}: {form.Message}.", form);
        }
    }

    /// <summary>The same with a new file.</summary>
    public Growth With(string file, string text) => this with { Files = Files.SetItem(file, text) };

    /// <summary>The same with environments whose plan it changes.</summary>
    public Growth Changing(params IEnumerable<string> environments) => this with { Environments = [.. Environments.Concat(environments).Distinct(StringComparer.Ordinal)] };

    /// <summary>The same with a note.</summary>
    public Growth Noting(string note) => this with { Notes = Notes.Add(note) };
}
