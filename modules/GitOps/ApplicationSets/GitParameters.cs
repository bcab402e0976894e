namespace Infra.GitOps;

/// <summary>The git generator: a parameter set for each folder, or for each file and what is in it.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/</remarks>
internal sealed class GitParameters(IGitTree git, FileGlobbing globbing)
{
    /// <summary>The parameters of a git generator.</summary>
    public List<Dictionary<string, object?>> Of(Fields fields)
    {
        string repository = fields.Text("repoURL");
        string revision = fields.TextOrNull("revision") ?? "HEAD";
        if (fields.Has("directories") == fields.Has("files"))
        {
            throw fields.Error("", "a git generator has either directories or files");
        }

        IReadOnlyList<string> files = git.Files(repository, revision);
        if (fields.Has("files"))
        {
            Func<string, string, bool> matches = globbing == FileGlobbing.Greedy ? Glob.MatchesGreedily : Glob.MatchesThrough;
            return [.. Chosen(fields, "files", files, matches).SelectMany(f => FileParameters(fields, repository, revision, f))];
        }

        IEnumerable<string> folders = files.SelectMany(Folders).Distinct(StringComparer.Ordinal).Where(f => !f.Split('/').Any(part => part.StartsWith('.')));
        return [.. Chosen(fields, "directories", folders, Glob.Matches).Select(f => ParameterMaps.WithValues(fields, PathParameters(fields, f, file: null)))];
    }

    private IEnumerable<Dictionary<string, object?>> FileParameters(Fields fields, string repository, string revision, string file)
    {
        object? content;
        try
        {
            content = YamlValues.Read(git.Read(repository, revision, file));
        }
        catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException)
        {
            throw fields.Error("files", $"{file} is no YAML or JSON: {malformed.Message}");
        }

        // An empty file is an empty map.
        List<object?> items = content as List<object?> ?? [content ?? new Dictionary<string, object?>(StringComparer.Ordinal)];
        foreach (object? item in items)
        {
            Dictionary<string, object?> values = item as Dictionary<string, object?> ?? throw fields.Error("files", $"{file} must be a map or a list of maps");
            int slash = file.LastIndexOf('/');
            Dictionary<string, object?> path = PathParameters(fields, slash < 0 ? "." : file[..slash], file[(slash + 1)..]);
            yield return ParameterMaps.WithValues(fields, ParameterMaps.With(ParameterMaps.FromJson(values), path));
        }
    }

    private static IEnumerable<string> Chosen(Fields fields, string key, IEnumerable<string> paths, Func<string, string, bool> matches)
    {
        List<(string Pattern, bool Exclude)> patterns = [.. fields.List(key).Select(f => (f.Text("path"), f.Flag("exclude")))];
        return paths.Where(p => patterns.Exists(x => !x.Exclude && matches(x.Pattern, p)) && !patterns.Exists(x => x.Exclude && matches(x.Pattern, p)))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Folders(string file)
    {
        for (int slash = file.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = file.IndexOf('/', slash + 1))
        {
            yield return file[..slash];
        }
    }

    private static Dictionary<string, object?> PathParameters(Fields fields, string folder, string? file)
    {
        string basename = folder[(folder.LastIndexOf('/') + 1)..];
        Dictionary<string, object?> path = new(StringComparer.Ordinal)
        {
            ["path"] = folder,
            ["basename"] = basename,
            ["basenameNormalized"] = TemplateFunctions.Call("normalize", [basename]),
            ["segments"] = folder.Split('/').ToList<object?>(),
        };
        if (file is not null)
        {
            path["filename"] = file;
            path["filenameNormalized"] = TemplateFunctions.Call("normalize", [file]);
        }

        Dictionary<string, object?> root = new(StringComparer.Ordinal) { ["path"] = path };
        return fields.TextOrNull("pathParamPrefix") is { Length: > 0 } prefix ? new(StringComparer.Ordinal) { [prefix] = root } : root;
    }
}
