using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.GitHub.Workflows;

/// <summary>Writes one YAML map after the other through YamlDotNet, which knows when a text needs quotes.</summary>
internal sealed class YamlMap(TextWriter text)
{
    // Wide enough that no expression is folded.
    private readonly Emitter emitter = new(text, new EmitterSettings(bestIndent: 2, bestWidth: 10_000, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: true, indentSequences: true));

    public void Open()
    {
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        emitter.Emit(new MappingStart());
    }

    public void Close()
    {
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    public void Text(string name, string value, string? comment = null)
    {
        Key(name);
        bool ambiguous = value.Length == 0 || value is "true" or "false" or "null" or "on" or "off" or "yes" or "no" || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, ambiguous ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true));
        if (comment is not null)
        {
            emitter.Emit(new Comment(comment, isInline: true));
        }
    }

    public void Script(string name, string value)
    {
        Key(name);
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value.TrimEnd('\n') + "\n", ScalarStyle.Literal, isPlainImplicit: true, isQuotedImplicit: true));
    }

    public void Flag(string name, bool value)
    {
        Key(name);
        emitter.Emit(new Scalar(value ? "true" : "false"));
    }

    public void Number(string name, int value)
    {
        Key(name);
        emitter.Emit(new Scalar(value.ToString(CultureInfo.InvariantCulture)));
    }

    public void Map(string name, Action<YamlMap> entries)
    {
        Key(name);
        Entries(entries);
    }

    public void Maps(string name, IEnumerable<Action<YamlMap>> items)
    {
        Key(name);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (Action<YamlMap> item in items)
        {
            Entries(item);
        }

        emitter.Emit(new SequenceEnd());
    }

    public void List(string name, IEnumerable<string> items)
    {
        Key(name);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        foreach (string item in items)
        {
            emitter.Emit(new Scalar(item));
        }

        emitter.Emit(new SequenceEnd());
    }

    private void Entries(Action<YamlMap> entries)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        entries(this);
        emitter.Emit(new MappingEnd());
    }

    private void Key(string name) => emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, name, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: true));
}
