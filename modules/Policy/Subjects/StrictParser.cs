using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Policy;

/// <summary>A parser that lets no anchors, aliases and tags through: a few lines of aliases can stand for gigabytes, and no generator writes any.</summary>
internal sealed class StrictParser(IParser inner) : IParser
{
    private const int MaxDepth = 64;
    private int depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
        {
            return false;
        }

        ParsingEvent current = inner.Current!;
        depth += current.NestingIncrease;
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new RefusedYamlException(current.Start, "anchors and aliases are not allowed");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            throw new RefusedYamlException(current.Start, "tags are not allowed");
        }

        // Stream and document count as two levels.
        return depth <= MaxDepth + 2 ? true : throw new RefusedYamlException(current.Start, $"maps and lists are nested at most {MaxDepth} deep");
    }
}
