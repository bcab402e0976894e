using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Infra.Offline.Reference;
using Infra.Offline.Tests.Printing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Infra.Offline.Tests.OfficialSignatures;

/// <summary>The committed listings of offline/signatures, the assemblies that they make, and code compiled against those.</summary>
internal static class Signatures
{
    public static ReferenceFolder Folder { get; } = new(Repository.Root);

    public static IReadOnlyList<(Listing Listing, byte[] Image)> Assemblies { get; } = ReferenceAssemblies.Emit(Folder.Listings());

    /// <summary>What the compiler says of code, each with its number, warnings included.</summary>
    public static IReadOnlyList<string> Compile(string code, IEnumerable<MetadataReference> references) =>
        [.. CSharpCompilation.Create(
                "code",
                [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))],
                [.. ReferenceAssemblies.Framework, .. references],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => $"{found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}")];

    /// <summary>The types of assemblies as reflection prints them. The assemblies are loaded apart from those that the tests run with.</summary>
    public static IReadOnlyList<IReadOnlyList<ListedType>> Read(IEnumerable<byte[]> images)
    {
        var apart = new Apart();
        var loaded = images.Select(image => apart.LoadFromStream(new MemoryStream(image))).ToList();
        return [.. loaded.Select(Printed)];
    }

    /// <summary>The types of a loaded assembly, without the attributes that hold a type token: packages keep those to themselves.</summary>
    public static IReadOnlyList<ListedType> Printed(Assembly assembly) =>
        [.. Listing.Blocks(AssemblyPrinter.Print(assembly).Split('\n')).Select(block => (Type: ListedType.Parse(block.Head), block.Members)).Select(found => found.Type with
        {
            Attributes = found.Type.Attributes.Contains("ResourceType(", StringComparison.Ordinal) ? "" : found.Type.Attributes,
            Members = [.. found.Members.Select(member => member.Trim())],
        })];

    private sealed class Apart() : AssemblyLoadContext("official signatures")
    {
        protected override Assembly? Load(AssemblyName assemblyName) => Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name);
    }
}
