using Infra.Model.Properties;

namespace Infra.Policy.Subjects;

/// <summary>One step on the way to a place: what rules ask is mostly so, and then nobody needs the path in words.</summary>
/// <param name="Above">The steps before; null at the top.</param>
/// <param name="Names">Names separated by dots, or one name, or empty for an item of a list.</param>
/// <param name="Index">The number of the item; <see cref="Dotted"/> or <see cref="Single"/> for names.</param>
internal sealed record Place(Place? Above, string Names, int Index)
{
    /// <summary>The index of names that are separated by dots.</summary>
    public const int Dotted = -1;

    /// <summary>The index of one name, whatever characters it has.</summary>
    public const int Single = -2;

    /// <summary>The path in words, as <see cref="PropertyPath"/> writes it.</summary>
    public static string Path(Place? above, string names, int index)
    {
        string path = above is null ? "" : Path(above.Above, above.Names, above.Index);
        return index switch
        {
            Dotted when names.Length == 0 => path,
            Dotted => PropertyPath.Keys(path, names),
            Single => PropertyPath.Key(path, names),
            _ => PropertyPath.Item(path, index),
        };
    }
}
