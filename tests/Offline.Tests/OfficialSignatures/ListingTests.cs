using System.Reflection;
using System.Xml.Linq;
using Infra.Offline.Reference;

namespace Infra.Offline.Tests.OfficialSignatures;

/// <summary>offline/signatures: what is listed, and that nothing of it is lost on the way into an assembly.</summary>
public sealed class ListingTests
{
    public static TheoryData<string> Assemblies => new(Package.All.Select(package => package.Name));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_listing_is_in_its_one_form(string assembly) => Assert.Equal(Listing.Parse(Signatures.Folder.Text(assembly)).ToString(), Signatures.Folder.Text(assembly));

    [Fact]
    public void Every_namespace_that_the_code_imports_is_listed_whole() =>
        Assert.Empty(ReferenceFolder.Differences(Signatures.Folder.Listings(), SourcesInUse.Read(Repository.Root)));

    [Fact]
    public void A_new_using_without_a_listing_is_told_what_to_do() => Assert.Equal(
        [
            "modules/New.cs imports Pulumi.Gcp.Redis, and offline/signatures has not all its types, so a name that is ambiguous with the official package would not be found. "
                + "Run `dotnet run --project offline/Reference -- trim --api FOLDER` with the full listing of the packages, or name the types in full and drop the using.",
            "offline/signatures lists Pulumi.Gcp.Kms whole, which nothing imports. Run `dotnet run --project offline/Reference -- trim --api FOLDER`, or take its line 'whole Pulumi.Gcp.Kms' out.",
        ],
        ReferenceFolder.Differences(
            [Listing.Parse("# Pulumi.Gcp 9.35.0: x\nwhole Pulumi.Gcp.Kms\nwhole Pulumi.Gcp.Dns\n")],
            SourcesInUse.Parse("modules/New.cs", "using System; using Pulumi.Gcp.Redis; using Pulumi.Gcp.Dns; using Gcp = Pulumi.Gcp; namespace N { class A { } }")));

    [Fact]
    public void Versions_are_those_of_the_central_package_list()
    {
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value, StringComparer.Ordinal);

        Assert.All(Package.All, package => Assert.Equal(central[package.Name], package.Version));
        Assert.All(Signatures.Folder.Listings(), listing => Assert.Equal(central[listing.Assembly], listing.Version));
    }

    [Fact]
    public void Assemblies_read_back_by_reflection_are_what_the_listings_say()
    {
        var read = Signatures.Read(Signatures.Assemblies.Select(assembly => assembly.Image));

        Assert.All(Signatures.Assemblies.Zip(read), pair => Assert.Equal(pair.First.Listing.Types.SelectMany(Lines).Order(StringComparer.Ordinal), pair.Second.SelectMany(Lines).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_stand_in_has_what_the_official_package_has_with_every_overload(string assembly)
    {
        Repository.NeedsStandIns();

        Assert.Empty(Differences(Signatures.Printed(Assembly.Load(assembly)), Listing.Parse(Signatures.Folder.Text(assembly))));
    }

    [Fact]
    public void A_stand_in_that_differs_is_named()
    {
        var official = Listing.Parse(
            """
            # Pulumi 1.0.0: x
            whole Pulumi.A

            class Pulumi.A.Two
              ctor   ()
              ctor   (string name)
              method void Run(int times)

            struct Pulumi.A.Wrong

            """);
        var standIn = Listing.Parse(
            """
            # Pulumi 1.0.0: x

            class Pulumi.A.Missing

            class Pulumi.A.Two
              ctor   ()
              method void Other()
              method void Run(long times)

            class Pulumi.A.Wrong

            class Pulumi.B.Elsewhere

            """);

        Assert.Equal(
            [
                "Pulumi.A.Missing: the package has no such type",
                "Pulumi.A.Two: the stub lacks the overload: ctor   (string name)",
                "Pulumi.A.Two: the stub lacks the overload: method void Run(int times)",
                "Pulumi.A.Two: the package has no such overload: method void Run(long times)",
                "Pulumi.A.Wrong: declared as 'class Pulumi.A.Wrong'; the package has 'struct Pulumi.A.Wrong'",
            ],
            Differences(standIn.Types, official));
    }

    private static IEnumerable<string> Lines(ListedType type) => type.Members.Select(member => $"{type.Name}: {member}").Prepend(type.Head);

    /// <summary>Members that the listing leaves out are judged by the listing of the stand-ins. What both name must be equal.</summary>
    private static IEnumerable<string> Differences(IEnumerable<ListedType> standIn, Listing official)
    {
        var types = official.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var type in standIn.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            if (!types.TryGetValue(type.Name, out var listed))
            {
                if (official.Namespaces.Contains(type.Namespace, StringComparer.Ordinal))
                {
                    yield return $"{type.Name}: the package has no such type";
                }

                continue;
            }

            if (type.Head != listed.Head)
            {
                yield return $"{type.Name}: declared as '{type.Head}'; the package has '{listed.Head}'";
            }

            var names = type.Members.Select(ListedType.MemberName).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in listed.Members.Where(member => names.Contains(ListedType.MemberName(member)) || ListedType.MemberName(member) == ".ctor").Except(type.Members, StringComparer.Ordinal))
            {
                yield return $"{type.Name}: the stub lacks the overload: {missing}";
            }

            var known = listed.Members.Select(ListedType.MemberName).ToHashSet(StringComparer.Ordinal);
            foreach (var extra in type.Members.Where(member => known.Contains(ListedType.MemberName(member)) || ListedType.MemberName(member) == ".ctor").Except(listed.Members, StringComparer.Ordinal))
            {
                yield return $"{type.Name}: the package has no such overload: {extra}";
            }
        }
    }
}
