using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings.Reading;

/// <summary>Reads one YAML document into nodes with positions. Refuses everything that can make a small file large or strange.</summary>
public sealed class YamlTree(SettingsProblems problems)
{
    /// <summary>The greatest size of a file, in characters: 1 MiB.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The greatest depth of maps and lists in each other.</summary>
    public const int MaxDepth = 16;

    private Parser parser = null!;

    /// <summary>The document; null when it is malformed, and then there is a problem that says where.</summary>
    public MapNode? Read(string text)
    {
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (text.Length > MaxLength)
        {
            problems.Add(new(1, 1), "", null, $"a settings file has at most {MaxLength} characters", $"This one has {text.Length}. Take out what is not a setting.");
            return null;
        }

        if (YamlText.FirstFault(text) is { } fault)
        {
            problems.Add(fault.At, "", null, fault.Rule, fault.Mend);
            return null;
        }

        try
        {
            parser = new Parser(new StringReader(text));
            return ReadDocument();
        }
        catch (YamlException malformed)
        {
            Refuse(malformed.Start, "the file must be valid YAML, and it cannot be read on from here", "Look for a missing quote, bracket, colon or space above this place.");
            return null;
        }
        catch (RefusedException)
        {
            return null;
        }
        catch (Exception lost) when (lost is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner loses itself in some malformed texts, such as "a: [" before a line that begins a map.
            Refuse(parser.Current?.Start ?? new Mark(0, 1, 1), "the file must be valid YAML, and it cannot be read on from here", "Look for a missing quote, bracket, colon or space below this place.");
            return null;
        }
    }

    private MapNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out var start))
        {
            Refuse(parser.Current!.Start, "a settings file must not be empty", "Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file.");
            return null;
        }

        if (start.Version is not null || start.Tags?.Any(t => t.Prefix is not ("!" or "tag:yaml.org,2002:")) == true)
        {
            Refuse(start.Start, "YAML directives (%YAML, %TAG) are not allowed", "Delete the line.");
        }

        var root = ReadNode(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            Refuse(second.Start, "a settings file is one YAML document", "Delete the --- and what follows, or move it to a file of its own.");
        }

        if (root is MapNode map)
        {
            return map;
        }

        problems.Add(root.At, "", null, "a settings file is a map: names, and a value for each", "Write a name and a colon at the left edge, and the value behind it: stacks/schema/README.md leads to the names of each file.");
        return null;
    }

    private SettingNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            Refuse(parser.Current!.Start, $"settings are nested at most {MaxDepth} deep", "Take out brackets or levels.", stop: true);
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            Refuse(alias.Start, "aliases (*name) are not allowed: a few lines of them can stand for gigabytes", "Write the value out.", stop: true);
        }

        if (parser.Current is NodeEvent node)
        {
            RefuseMarks(node);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new ScalarNode(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain ? Written.Plain : Written.Quoted);
        }

        return parser.TryConsume<MappingStart>(out var map) ? ReadMap(At(map.Start), depth) : ReadList(depth);
    }

    private void RefuseMarks(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Refuse(node.Start, "anchors (&name) are not allowed, as aliases are not", "Delete the anchor.");
        }

        if (!node.Tag.IsEmpty)
        {
            Refuse(node.Start, "tags (!name) are not allowed: settings are texts, numbers and flags", "Delete the tag.");
        }
    }

    private ListNode ReadList(int depth)
    {
        var at = At(parser.Consume<SequenceStart>().Start);
        var items = ImmutableArray.CreateBuilder<SettingNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new(at, items.ToImmutable());
    }

    private MapNode ReadMap(Position at, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not ScalarNode key)
            {
                Refuse(parser.Current!.Start, "the name of a setting is a text, not a map or a list", "Write name: value.", stop: true);
                throw new InvalidOperationException("unreachable");
            }

            var value = ReadNode(depth + 1);
            if (seen.TryAdd(key.Text, key.At))
            {
                entries.Add(new(key.Text, key.At, value));
            }
            else
            {
                var name = PlainSecrets.KindOf(key.Text) is null ? $"\"{key.Text}\"" : "a name";
                problems.Add(key.At, "", null, $"{name} is written twice in one map", $"Keep one; the first is on line {seen[key.Text].Line}.");
            }
        }

        return new(at, entries.ToImmutable());
    }

    private void Refuse(Mark mark, string rule, string mend, bool stop = false)
    {
        problems.Add(At(mark), "", null, rule, mend);
        if (stop)
        {
            throw new RefusedException();
        }
    }

    private static Position At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private sealed class RefusedException : Exception;
}
