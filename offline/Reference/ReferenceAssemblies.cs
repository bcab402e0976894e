using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Infra.Offline.Reference;

/// <summary>Emits assemblies that have the signatures of a listing and no code.</summary>
public static class ReferenceAssemblies
{
    /// <summary>The reference assemblies of .NET that code is compiled against.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
        [.. Directory.GetFiles(FrameworkFolder, "*.dll").Order(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file))];

    private static string FrameworkFolder =>
        typeof(ReferenceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Framework").Value!;

    /// <summary>The bytes of each assembly, in the order of the listings; each may refer to those before it.</summary>
    public static IReadOnlyList<(Listing Listing, byte[] Image)> Emit(IEnumerable<Listing> listings)
    {
        var emitted = new List<(Listing Listing, byte[] Image)>();
        foreach (var listing in listings)
        {
            var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true, nullableContextOptions: NullableContextOptions.Enable);
            var compilation = CSharpCompilation.Create(
                listing.Assembly,
                [CSharpSyntaxTree.ParseText(SourceWriter.Write(listing), new CSharpParseOptions(LanguageVersion.Latest))],
                [.. Framework, .. emitted.Select(before => MetadataReference.CreateFromImage(before.Image))],
                options);
            using var image = new MemoryStream();
            var result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: true));
            if (!result.Success)
            {
                throw new FormatException($"offline/signatures/{listing.Assembly}.txt makes no assembly:\n  " + string.Join("\n  ", result.Diagnostics
                    .Where(problem => problem.Severity == DiagnosticSeverity.Error).Take(20)
                    .Select(problem => $"{problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}: {Line(problem)}")));
            }

            emitted.Add((listing, image.ToArray()));
        }

        return emitted;
    }

    private static string Line(Diagnostic problem) =>
        problem.Location.SourceTree?.GetText().Lines[problem.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
}
