using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>The git generator: a parameter set for each folder, or for each file and what is in it.</summary>
/// <remarks>Sources: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/ and applicationset/generators/git.go.</remarks>
internal sealed class GitParameters(IGitTree git, FileGlobbing globbing)
{
    /// <summary>The parameters of a git generator.</summary>
    public List<Dictionary<string, object?>> Of(Fields fields)
    {
        string repository = fields.Text("repoURL");
        string revision = fields.Text("revision");
        bool hasFolders = fields.List("directories").Any();
        if (hasFolders == fields.List("files").Any())
        {
            throw fields.Error("", "a git generator has either directories or files");
        }

        TemplateTree? values = ParameterMaps.Values(fields);
        IReadOnlyList<string> files = git.Files(repository, revision);
        string[] folders = [.. files.SelectMany(Folders).Distinct(StringComparer.Ordinal)];
        if (!hasFolders)
        {
            return [.. ChosenFiles(fields, files, folders).SelectMany(f => FileParameters(fields, repository, revision, f, values))];
        }

        IEnumerable<string> visible = folders.Where(f => !f.Split('/').Any(part => part.StartsWith('.')));
        return [.. Chosen(fields, "directories", visible, Wildcards.Folders).OrderBy(f => f.Replace('/', '\0'), StringComparer.Ordinal).Select(f => ParameterMaps.WithValues(values, PathParameters(fields, f, file: null)))];
    }

    private IEnumerable<Dictionary<string, object?>> FileParameters(Fields fields, string repository, string revision, string file, TemplateTree? templates)
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

        // An empty file and an empty list are an empty map.
        List<object?> items = content is List<object?> { Count: > 0 } list ? list : [content is null or List<object?> ? new Dictionary<string, object?>(StringComparer.Ordinal) : content];
        foreach (object? item in items)
        {
            Dictionary<string, object?> found = item as Dictionary<string, object?> ?? throw fields.Error("files", $"{file} must be a map or a list of maps");
            int slash = file.LastIndexOf('/');
            Dictionary<string, object?> path = PathParameters(fields, slash < 0 ? "." : file[..slash], file[(slash + 1)..]);
            yield return ParameterMaps.WithValues(templates, ParameterMaps.With(ParameterMaps.FromJson(found), path));
        }
    }

    // The new globbing finds folders too, which Argo CD then cannot read.
    private List<string> ChosenFiles(Fields fields, IReadOnlyList<string> files, string[] folders)
    {
        if (globbing == FileGlobbing.Greedy)
        {
            return Chosen(fields, "files", files, Wildcards.Pathspec);
        }

        foreach (Fields pattern in fields.List("files"))
        {
            Predicate<string> matches = Matcher(pattern, Wildcards.DoubleStar);
            if (Array.Find(folders, matches) is { } folder)
            {
                throw pattern.Error("path", $"'{pattern.Text("path")}' matches the folder {folder}, which Argo CD cannot read as a file; end it with the names of files");
            }
        }

        return Chosen(fields, "files", files, Wildcards.DoubleStar);
    }

    private static List<string> Chosen(Fields fields, string key, IEnumerable<string> paths, Func<string, Predicate<string>> matcher)
    {
        (Predicate<string> Matches, bool Exclude)[] patterns = [.. fields.List(key).Select(f => (Matcher(f, matcher), f.Flag("exclude")))];
        return [.. paths.Where(p => Array.Exists(patterns, x => !x.Exclude && x.Matches(p)) && !Array.Exists(patterns, x => x.Exclude && x.Matches(p))).Order(StringComparer.Ordinal)];
    }

    private static Predicate<string> Matcher(Fields pattern, Func<string, Predicate<string>> matcher)
    {
        try
        {
            return matcher(pattern.Text("path"));
        }
        catch (FunctionException malformed)
        {
            throw pattern.Error("path", malformed.Message);
        }
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
