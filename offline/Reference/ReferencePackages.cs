using System.IO.Compression;
using System.Text;

namespace Infra.Offline.Reference;

/// <summary>Packs reference assemblies as the packages that they stand for.</summary>
internal static class ReferencePackages
{
    private static readonly DateTimeOffset Always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a package for each assembly to a folder, which is a feed then. Returns whether anything changed.</summary>
    public static bool Write(string feed, IEnumerable<(Listing Listing, byte[] Image)> assemblies, bool withDependencies)
    {
        Directory.CreateDirectory(feed);
        var changed = false;
        foreach (var (listing, image) in assemblies)
        {
            var package = Package.All.Single(one => one.Name == listing.Assembly);
            var file = Path.Combine(feed, $"{package.Name}.{package.Version}.nupkg");
            var bytes = Pack(package, image, withDependencies);
            if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
            {
                File.WriteAllBytes(file, bytes);
                changed = true;
            }
        }

        return changed;
    }

    private static byte[] Pack(Package package, byte[] image, bool withDependencies)
    {
        var dependencies = package.Dependencies.Where(one => withDependencies || Package.Of(one.Id) is not null)
            .Select(one => $"""<dependency id="{one.Id}" version="{one.Version}" />""");
        var nuspec =
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{package.Name}</id>
                <version>{package.Version}</version>
                <authors>offline/Reference</authors>
                <description>The signatures of the package of this name, without its code.</description>
                <dependencies>
                  <group targetFramework="net8.0">{string.Concat(dependencies)}</group>
                </dependencies>
              </metadata>
            </package>
            """;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, package.Name + ".nuspec", Encoding.UTF8.GetBytes(nuspec));
            Entry(zip, $"lib/net8.0/{package.Name}.dll", image);
        }

        return bytes.ToArray();
    }

    private static void Entry(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Always;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
