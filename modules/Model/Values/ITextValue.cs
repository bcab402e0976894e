using System.Diagnostics.CodeAnalysis;

namespace Infra.Model.Values;

/// <summary>A value that is written as one text and is checked once, where it enters.</summary>
/// <typeparam name="TSelf">The value type itself.</typeparam>
public interface ITextValue<TSelf>
    where TSelf : class, ITextValue<TSelf>
{
    /// <summary>The rule that every such value keeps; the JSON schema is written from it too.</summary>
    static abstract TextRule Rule { get; }

    /// <summary>The text, exactly as it was written.</summary>
    string Value { get; }

    /// <summary>Reads a text. Never throws.</summary>
    static abstract bool TryParse(string? text, [NotNullWhen(true)] out TSelf? value, [NotNullWhen(false)] out Misfit? misfit);
}
