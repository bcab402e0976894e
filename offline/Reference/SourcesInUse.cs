using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Infra.Offline.Reference;

/// <summary>What the code of the solution names, read off its source: no build is needed, and none can be stale.</summary>
public sealed class SourcesInUse
{
    private static readonly string[] Folders = ["benchmarks", "infra", "modules", "tests"];
    private readonly IReadOnlyList<Source> _sources;
    private readonly IReadOnlyDictionary<string, string> _projectWide;

    private SourcesInUse(IReadOnlyList<Source> sources, IReadOnlyDictionary<string, string> projectWide)
    {
        _sources = sources;
        _projectWide = projectWide;
        Words = sources.SelectMany(source => source.Words).ToHashSet(StringComparer.Ordinal);
        Pairs = sources.SelectMany(source => source.Names).SelectMany(PairsOf).ToHashSet(StringComparer.Ordinal);
        var namespaces = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in projectWide.Select(pair => (pair.Key, pair.Value)).Concat(sources.SelectMany(source => source.Namespaces.Select(name => (name, source.Path)))))
        {
            namespaces.TryAdd(name, path);
        }

        Namespaces = namespaces;
    }

    /// <summary>Every word of the code. A member of that name may be in use.</summary>
    public IReadOnlySet<string> Words { get; }

    /// <summary>Every two words with a dot between them. A static member that stands after its type may be in use.</summary>
    public IReadOnlySet<string> Pairs { get; }

    /// <summary>The namespaces of the packages that are imported by a plain using, each with a file that does.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; }

    /// <summary>Reads the product, its tests and its benchmarks.</summary>
    /// <param name="root">The root of the repository.</param>
    public static SourcesInUse Read(string root)
    {
        var files = Folders.SelectMany(folder => new RepositoryFiles(root).Under(folder)).ToList();
        var projectWide = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in files.Where(file => Path.GetExtension(file) == ".csproj"))
        {
            foreach (var name in XDocument.Load(Path.Combine(root, project)).Descendants("Using")
                .Where(import => import.Attribute("Alias") is null && import.Attribute("Static") is null)
                .Select(import => import.Attribute("Include")?.Value ?? "").Where(IsOfPackage))
            {
                projectWide.TryAdd(name, project);
            }
        }

        return new SourcesInUse(
            [.. files.Where(file => Path.GetExtension(file) == ".cs").Select(file => Source.Parse(file, File.ReadAllText(Path.Combine(root, file))))],
            projectWide);
    }

    /// <summary>Reads one text, for tests.</summary>
    public static SourcesInUse Parse(string path, string text) => new([Source.Parse(path, text)], new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The types, of those that exist, that a file names: in full, through an alias, or by the name that its usings give it.</summary>
    /// <param name="exist">Full names without type parameters.</param>
    public IReadOnlySet<string> Types(IReadOnlySet<string> exist)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in _sources)
        {
            foreach (var name in source.Names)
            {
                found.UnionWith(source.Meanings(name, _projectWide.Keys).SelectMany(Beginnings).Where(exist.Contains));
            }
        }

        return found;
    }

    /// <summary>A.B.C, A.B and A: the type may stand before a member.</summary>
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            yield return name[..end];
        }
    }

    private static IEnumerable<string> PairsOf(string name)
    {
        var words = name.Split('.');
        return words.Zip(words.Skip(1), (first, second) => $"{first}.{second}");
    }

    private static bool IsOfPackage(string name) => name == "Pulumi" || name.StartsWith("Pulumi.", StringComparison.Ordinal);

    private sealed record Source(
        string Path, IReadOnlySet<string> Words, IReadOnlySet<string> Names, IReadOnlyList<string> Namespaces, IReadOnlyDictionary<string, string> Aliases)
    {
        public static Source Parse(string path, string text)
        {
            var tree = CSharpSyntaxTree.ParseText(text);
            var root = tree.GetRoot();
            var imports = root.DescendantNodes().OfType<UsingDirectiveSyntax>().ToList();
            var tokens = root.DescendantTokens(descendIntoTrivia: true).ToList();
            return new Source(
                path,
                tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToHashSet(StringComparer.Ordinal),
                Chains(tokens).ToHashSet(StringComparer.Ordinal),
                [.. imports.Where(import => import.Alias is null && import.StaticKeyword.IsKind(SyntaxKind.None))
                    .Select(import => import.NamespaceOrType.ToString()).Where(IsOfPackage)],
                imports.Where(import => import.Alias is not null).DistinctBy(import => import.Alias!.Name.Identifier.ValueText, StringComparer.Ordinal)
                    .ToDictionary(import => import.Alias!.Name.Identifier.ValueText, import => import.NamespaceOrType.ToString(), StringComparer.Ordinal));
        }

        /// <summary>What a name may stand for. Code in a namespace of Pulumi sees what is beside it.</summary>
        public IEnumerable<string> Meanings(string name, IEnumerable<string> projectWide)
        {
            yield return name;
            yield return "Pulumi." + name;
            var first = name.Split('.')[0];
            if (Aliases.TryGetValue(first, out var target))
            {
                yield return target + name[first.Length..];
            }

            foreach (var import in Namespaces.Concat(projectWide))
            {
                yield return import + "." + name;
            }
        }

        /// <summary>Words joined by dots, as they stand.</summary>
        private static IEnumerable<string> Chains(IReadOnlyList<SyntaxToken> tokens)
        {
            var chain = "";
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!tokens[i].IsKind(SyntaxKind.IdentifierToken))
                {
                    continue;
                }

                chain += tokens[i].ValueText;
                if (i + 2 < tokens.Count && tokens[i + 1].IsKind(SyntaxKind.DotToken) && tokens[i + 2].IsKind(SyntaxKind.IdentifierToken))
                {
                    chain += ".";
                    i++;
                    continue;
                }

                yield return chain;
                chain = "";
            }
        }
    }
}
