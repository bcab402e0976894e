namespace Infra.GitOps.Tests;

/// <summary>A repository of folders with manifests, whose commits are c1, c2 and on; any source reads it.</summary>
internal sealed class InMemoryRepo : IRepoServer
{
    private readonly List<Dictionary<string, string>> commits = [];

    /// <summary>Why nothing can be read now, or null.</summary>
    public string? Fault { get; set; }

    /// <summary>Commits files over those of the commit before; a null text deletes one.</summary>
    public InMemoryRepo Commit(params (string Path, string? Yaml)[] files)
    {
        Dictionary<string, string> commit = commits.Count == 0 ? new(StringComparer.Ordinal) : new(commits[^1], StringComparer.Ordinal);
        foreach ((string path, string? yaml) in files)
        {
            if (yaml is null)
            {
                commit.Remove(path);
            }
            else
            {
                commit[path] = yaml;
            }
        }

        commits.Add(commit);
        return this;
    }

    public string Resolve(IReadOnlyDictionary<string, object?> source)
    {
        string revision = source.Text("targetRevision") ?? "HEAD";
        return Fault is { } fault ? throw new RepoServerException(fault)
            : revision == "HEAD" ? $"c{commits.Count}"
            : Number(revision) is { } number && number <= commits.Count ? revision
            : throw new RepoServerException($"unable to resolve '{revision}' to a commit SHA");
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Render(IReadOnlyDictionary<string, object?> source, RenderRequest request)
    {
        if (Fault is { } fault)
        {
            throw new RepoServerException(fault);
        }

        // A parameter stands for ${name}: enough to see which source was rendered.
        string text = commits[Number(request.Revision)!.Value - 1].GetValueOrDefault(source.Text("path")!) ?? throw new RepoServerException($"{source.Text("path")}: app path does not exist");
        foreach (IReadOnlyDictionary<string, object?> parameter in source.Maps("helm", "parameters"))
        {
            text = text.Replace($"${{{parameter.Text("name")}}}", parameter.Text("value"), StringComparison.Ordinal);
        }

        return [.. Manifests.Read(text)];
    }

    private static int? Number(string revision) => revision.StartsWith('c') && int.TryParse(revision.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;
}
