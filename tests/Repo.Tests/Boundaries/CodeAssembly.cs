using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Infra.Repo.Tests.Boundaries;

/// <summary>
/// A compiled assembly of the product: the folder that each of its types comes from, and which folder uses which.
/// </summary>
internal sealed partial class CodeAssembly
{
    private const string Mapped = "/_/";
    private static readonly ILookup<string, string> FoldersByName = Tree.Files
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && (f.StartsWith("modules/", StringComparison.Ordinal) || f.StartsWith("infra/", StringComparison.Ordinal)))
        .SelectMany(f => Declared().Matches(Tree.Read(f)).Select(m => (Name: m.Groups["name"].Value, Folder: FolderOf(f))))
        .ToLookup(d => d.Name, d => d.Folder, StringComparer.Ordinal);

    private readonly ModuleDefinition module;
    private readonly Dictionary<TypeDefinition, string> folders = [];

    private CodeAssembly(ModuleDefinition module)
    {
        this.module = module;
        foreach (TypeDefinition type in module.Types.Where(t => !IsGenerated(t)))
        {
            if (FolderOf(type) is { } folder)
            {
                folders[type] = folder;
            }
        }
    }

    /// <summary>Its name, such as <c>Infra.GitOps</c>.</summary>
    public string Name => module.Assembly.Name.Name;

    /// <summary>The assemblies of the product that it refers to.</summary>
    // The compiler drops a reference of which only constants are used, so what the project says counts as well.
    public IEnumerable<string> References => module.AssemblyReferences.Select(r => r.Name).Concat(OfProject()).Distinct(StringComparer.Ordinal).Where(n => n.Split('.')[0].Equals("infra", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> OfProject() =>
        XDocument.Parse(Tree.Read(Tree.Files.Single(f => Path.GetFileName(f).Equals($"{(Name == "infra" ? "Infra" : Name)}.csproj", StringComparison.Ordinal)))).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    /// <summary>Its types with their folders from the root of the repository; one whose folder nobody can tell is left out.</summary>
    public IEnumerable<(string Name, string Namespace, string Folder)> Types => folders.Select(t => (t.Key.Name.Split('`')[0], t.Key.Namespace, t.Value));

    /// <summary>The types whose folder nobody can tell.</summary>
    public IEnumerable<string> Lost => module.Types.Where(t => !IsGenerated(t) && !folders.ContainsKey(t)).Select(t => t.FullName);

    /// <summary>Every assembly of the product beside an executable of infra, with what it was compiled from.</summary>
    public static IReadOnlyList<CodeAssembly> All()
    {
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))));
        string[] files = [.. Directory.GetFiles(folder, "*.dll").Where(f => Path.GetFileName(f).StartsWith("infra", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        string[] projects = [.. Tree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && (f.StartsWith("modules/", StringComparison.Ordinal) || f.StartsWith("infra/", StringComparison.Ordinal))).Select(f => Path.GetFileNameWithoutExtension(f)!)];
        Assert.Equal(projects.Select(p => p.ToLowerInvariant()).Order(StringComparer.Ordinal), files.Select(f => Path.GetFileNameWithoutExtension(f).ToLowerInvariant()).Order(StringComparer.Ordinal));
        return [.. files.Select(f => new CodeAssembly(ModuleDefinition.ReadModule(f, new ReaderParameters { ReadSymbols = true })))];
    }

    /// <summary>What rules ask of it.</summary>
    public AssemblyFacts Facts() => new(Name, [.. References], [.. Types], Uses());

    /// <summary>Which folder uses which other one of the assembly.</summary>
    public IReadOnlySet<(string From, string To)> Uses()
    {
        HashSet<(string, string)> uses = [];
        foreach ((TypeDefinition type, string from) in folders)
        {
            foreach (string to in WithNested(type).SelectMany(References_).Select(TopOf).OfType<TypeDefinition>().Where(folders.ContainsKey).Select(t => folders[t]).Where(t => t != from))
            {
                uses.Add((from, to));
            }
        }

        return uses;
    }

    private static string FolderOf(string file) => file[..Math.Max(file.LastIndexOf('/'), 0)];

    // What holds code says in which file; an interface, an enum or a delegate holds none, and is found by its declaration.
    private static string? FolderOf(TypeDefinition type)
    {
        string? file = WithNested(type).SelectMany(t => t.Methods).Where(m => m.DebugInformation.HasSequencePoints).Select(m => m.DebugInformation.SequencePoints[0].Document.Url.Replace('\\', '/'))
            .FirstOrDefault(u => u.StartsWith(Mapped, StringComparison.Ordinal) && !u.Contains("/obj/", StringComparison.Ordinal) && !u.Contains("/artifacts/", StringComparison.Ordinal));
        return file is not null ? FolderOf(file[Mapped.Length..])
            : FoldersByName[type.Name.Split('`')[0]].Distinct(StringComparer.Ordinal).Where(f => House.NamespaceOf(f).Split('.').Take(2).SequenceEqual(type.Namespace.Split('.').Take(2), StringComparer.Ordinal)).ToArray() is [var only] ? only
            : null;
    }

    private static bool IsGenerated(TypeDefinition type) => type.Name.StartsWith('<') || type.Namespace is "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices" or "System.Text.RegularExpressions.Generated";

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference> References_(TypeDefinition type)
    {
        IEnumerable<TypeReference?> direct =
        [
            type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType), .. type.Properties.Select(p => p.PropertyType),
            .. Attributes([type, .. type.Fields, .. type.Properties, .. type.Events, .. type.GenericParameters]), .. type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType), .. type.Methods.SelectMany(OfMethod),
        ];
        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Attributes(IEnumerable<ICustomAttributeProvider> places) => places.SelectMany(p => p.CustomAttributes).SelectMany(a =>
        a.ConstructorArguments.Concat(a.Fields.Concat(a.Properties).Select(n => n.Argument)).SelectMany(OfArgument).Prepend(a.AttributeType));

    private static IEnumerable<TypeReference> OfArgument(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference named => [argument.Type, named],
        CustomAttributeArgument boxed => OfArgument(boxed),
        CustomAttributeArgument[] several => several.SelectMany(OfArgument),
        _ => [argument.Type],
    };

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. Attributes([method, method.MethodReturnType, .. method.Parameters, .. method.GenericParameters]), .. method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType).Concat(method.Body.ExceptionHandlers.Select(h => h.CatchType)).Concat(method.Body.Instructions.SelectMany(OfInstruction)) : [],
    ];

    private static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private TypeDefinition? TopOf(TypeReference reference)
    {
        while (reference.DeclaringType is { } outer)
        {
            reference = outer;
        }

        return reference as TypeDefinition ?? (reference.Scope == module ? module.GetType(reference.FullName) : null);
    }

    [GeneratedRegex(@"^\s*(public|internal)[\w ]* (enum|interface|class|record struct|record|struct|delegate \S+) (?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Declared();
}
