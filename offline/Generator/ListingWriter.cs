using System.Text;

namespace Infra.Offline.Generator;

/// <summary>Writes a listing in its one normal form: types by name, members by line, LF.</summary>
public static class ListingWriter
{
    /// <summary>Writes the types of one assembly.</summary>
    /// <param name="assembly">Name and version, for the first line.</param>
    /// <param name="types">The types, in any order.</param>
    public static string Write(string assembly, IEnumerable<ListedType> types)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(assembly).Append(": the types in use, trimmed from the official listing by `dotnet run --project offline/Generator -- trim`.\n");
        foreach (var type in types.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(type.Head).Append('\n');
            var lines = type.Members.Select(member => member.Line);
            // The values of an enum and the signature of a delegate keep their order.
            foreach (var line in type.Members.Any(member => member.Kind.Length == 0) ? lines : lines.Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
