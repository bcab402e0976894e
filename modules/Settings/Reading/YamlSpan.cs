using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings.Reading;

/// <summary>A node of YAML with the characters that it takes up in its text, so that one of them can be changed and all others stay.</summary>
internal sealed record YamlSpan
{
    /// <summary>The first character.</summary>
    public required int Start { get; init; }

    /// <summary>Behind the last character of a scalar, or behind the last scalar in a map or list.</summary>
    public required int End { get; init; }

    /// <summary>The text of a scalar; null for a map or list.</summary>
    public string? Text { get; init; }

    /// <summary>How a scalar is written.</summary>
    public ScalarStyle Style { get; init; }

    /// <summary>Whether a map or list stands in brackets.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The names and values of a map; null for anything else.</summary>
    public ImmutableArray<(string Key, int Start, int Column, YamlSpan Value)>? Entries { get; init; }

    /// <summary>The items of a list; null for anything else.</summary>
    public ImmutableArray<YamlSpan>? Items { get; init; }

    /// <summary>The root of a text that <see cref="YamlTree"/> has read without a problem, so that it is small, shallow and without aliases.</summary>
    public static YamlSpan Of(string text)
    {
        Parser parser = new(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Node(parser, text);
    }

    private static YamlSpan Node(Parser parser, string text)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new() { Start = (int)scalar.Start.Index, End = (int)scalar.End.Index, Text = scalar.Value, Style = scalar.Style };
        }

        return parser.TryConsume<MappingStart>(out var map) ? Map(parser, text, map) : List(parser, text, parser.Consume<SequenceStart>());
    }

    private static YamlSpan Map(Parser parser, string text, MappingStart map)
    {
        ImmutableArray<(string, int, int, YamlSpan)>.Builder entries = ImmutableArray.CreateBuilder<(string, int, int, YamlSpan)>();
        // The marks of an end say where the next node begins, so it is looked for.
        int end = (int)map.End.Index;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Scalar key = parser.Consume<Scalar>();
            YamlSpan value = Node(parser, text);
            entries.Add((key.Value, (int)key.Start.Index, (int)key.Start.Column, value));
            end = Math.Max((int)key.End.Index, value.End);
        }

        bool flow = map.Style == MappingStyle.Flow;
        return new() { Start = (int)map.Start.Index, End = flow ? text.IndexOf('}', end) + 1 : end, IsFlow = flow, Entries = entries.ToImmutable() };
    }

    private static YamlSpan List(Parser parser, string text, SequenceStart list)
    {
        ImmutableArray<YamlSpan>.Builder items = ImmutableArray.CreateBuilder<YamlSpan>();
        int end = (int)list.End.Index;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            YamlSpan item = Node(parser, text);
            items.Add(item);
            end = Math.Max(end, item.End);
        }

        bool flow = list.Style == SequenceStyle.Flow;
        return new() { Start = (int)list.Start.Index, End = flow ? text.IndexOf(']', end) + 1 : end, IsFlow = flow, Items = items.ToImmutable() };
    }
}
