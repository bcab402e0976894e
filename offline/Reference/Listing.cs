using System.Text;

namespace Infra.Offline.Reference;

/// <summary>The listing of one assembly. A type is a line at the margin with its members below it. Many types that differ in
/// their names alone share one entry, where * stands for the full name:
/// <code>
/// whole Pulumi.Gcp.Kms
///
/// class Pulumi.Gcp.Kms.* : Pulumi.CustomResource
///   ctor   (string name, *Args args, Pulumi.CustomResourceOptions? options = null)
///   names  Autokey CryptoKey
/// </code>
/// Of names that differ by Get alone, <c>Rule(Get)Args</c> stands for both: RuleArgs and RuleGetArgs.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="Version">Its version, for example <c>9.35.0</c>.</param>
/// <param name="Namespaces">The namespaces of which every type is listed.</param>
/// <param name="Types">The types by name.</param>
public sealed record Listing(string Assembly, string Version, IReadOnlyList<string> Namespaces, IReadOnlyList<ListedType> Types)
{
    private const string Indent = "  ", Names = "  names  ", Whole = "whole ", Get = "(Get)", Args = "Args";
    private const int Width = 140;

    /// <summary>Reads a listing.</summary>
    public static Listing Parse(string text)
    {
        var lines = text.Split('\n');
        var title = lines[0].Split(' ', ':');
        var types = new List<ListedType>();
        foreach (var (head, members) in Blocks(lines))
        {
            var names = members.Where(line => line.StartsWith(Names, StringComparison.Ordinal)).SelectMany(line => line[Names.Length..].Split(' ')).SelectMany(Both).ToList();
            var type = ListedType.Parse(head) with
            {
                Members = [.. members.Where(line => !line.StartsWith(Names, StringComparison.Ordinal)).Select(line => line[Indent.Length..])],
            };
            types.AddRange(names.Count == 0 ? [type] : names.Select(name => Named(type, type.Namespace + "." + name)));
        }

        return new Listing(
            title[1],
            title[2],
            [.. lines.Where(line => line.StartsWith(Whole, StringComparison.Ordinal)).Select(line => line[Whole.Length..])],
            [.. types.OrderBy(type => type.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The types of a listing with their members: that of this class, or the full one of a package.</summary>
    public static IEnumerable<(string Head, IReadOnlyList<string> Members)> Blocks(IEnumerable<string> lines)
    {
        var head = "";
        var members = new List<string>();
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith(Whole, StringComparison.Ordinal)))
        {
            if (line[0] == ' ')
            {
                members.Add(line);
                continue;
            }

            if (head.Length > 0)
            {
                yield return (head, members);
            }

            (head, members) = (line, []);
        }

        if (head.Length > 0)
        {
            yield return (head, members);
        }
    }

    /// <summary>The one normal form.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Assembly).Append(' ').Append(Version)
            .Append(": official signatures, made from the full listing by `dotnet run --project offline/Reference -- trim --api FOLDER`.\n");
        foreach (var name in Namespaces)
        {
            text.Append(Whole).Append(name).Append('\n');
        }

        foreach (var (head, members, names) in Entries().OrderBy(entry => entry.Order, StringComparer.Ordinal).Select(entry => (entry.Head, entry.Members, entry.Names)))
        {
            text.Append('\n').Append(head).Append('\n');
            foreach (var member in members)
            {
                text.Append(Indent).Append(member).Append('\n');
            }

            foreach (var line in Wrapped(Joined(names)))
            {
                text.Append(Names).Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>One name, or the two that (Get) stands for.</summary>
    private static IEnumerable<string> Both(string name) =>
        name.Contains(Get, StringComparison.Ordinal) ? [name.Replace(Get, "", StringComparison.Ordinal), name.Replace(Get, "Get", StringComparison.Ordinal)] : [name];

    private static IEnumerable<string> Joined(IReadOnlyList<string> names)
    {
        var all = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => name.EndsWith(Args, StringComparison.Ordinal)))
        {
            var stem = name[..^Args.Length];
            if (all.Contains(stem + "Get" + Args))
            {
                all.ExceptWith([name, stem + "Get" + Args]);
                all.Add(stem + Get + Args);
            }
        }

        return all.Order(StringComparer.Ordinal);
    }

    private static ListedType Named(ListedType type, string name) => type with
    {
        Name = name,
        Members = [.. type.Members.Select(member => member.Replace("*", name, StringComparison.Ordinal))],
    };

    /// <summary>Types of one form share an entry; what is generic, nested or alone in its form stands by itself.</summary>
    private IEnumerable<(string Order, string Head, IReadOnlyList<string> Members, IReadOnlyList<string> Names)> Entries()
    {
        foreach (var group in Types.GroupBy(Form, StringComparer.Ordinal))
        {
            var types = group.OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
            if (types.Count == 1)
            {
                yield return (types[0].Name, types[0].Head, types[0].Members, []);
                continue;
            }

            var lines = group.Key.Split('\n');
            yield return (types[0].Namespace + ".*" + lines[0], lines[0], lines[1..], [.. types.Select(type => type.ShortName)]);
        }
    }

    private static string Form(ListedType type)
    {
        if (type.Name.IndexOfAny(['<', '+']) >= 0)
        {
            return type.Name;
        }

        var members = type.Members.Select(member => Starred(member, type.Name));
        return string.Join('\n', members.Prepend((type with { Name = type.Namespace + ".*" }).Head));
    }

    /// <summary>Puts * for the name where the name is whole or has Args after it.</summary>
    private static string Starred(string member, string name)
    {
        var starred = member.Replace(name + "Args", "*Args", StringComparison.Ordinal);
        return starred.Replace(name, "", StringComparison.Ordinal).Length == starred.Length ? starred : member;
    }

    private static IEnumerable<string> Wrapped(IEnumerable<string> names)
    {
        var line = "";
        foreach (var name in names)
        {
            if (line.Length > 0 && line.Length + name.Length + 1 > Width)
            {
                yield return line;
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + name;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
