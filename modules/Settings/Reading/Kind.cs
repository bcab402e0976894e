using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Reading;

/// <summary>What a setting may be: the one declaration that the reader, the JSON schema and the table of settings use.</summary>
public abstract record Kind;

/// <summary>A text with a form, read into a value type.</summary>
public sealed record TextKind(string Noun, string Pattern, int MinLength, int MaxLength, string Example, Func<string, (object? Value, Misfit? Misfit)> Read) : Kind
{
    /// <summary>The kind of a value type.</summary>
    public static TextKind Of<T>()
        where T : class, ITextValue<T> =>
        new(T.Rule.Noun, T.Rule.Pattern, T.Rule.MinLength, T.Rule.MaxLength, T.Rule.Example, text => (T.TryParse(text, out var value, out var misfit) ? value : null, misfit));

    /// <summary>An address range whose prefix is within bounds.</summary>
    public static TextKind Range(int minPrefix, int maxPrefix) =>
        new(
            minPrefix == maxPrefix ? $"an address range /{minPrefix}" : $"an address range /{minPrefix} to /{maxPrefix}",
            CidrBlock.Pattern,
            9,
            18,
            $"10.16.0.0/{Math.Clamp(20, minPrefix, maxPrefix)}",
            text => (CidrBlock.TryParse(text, minPrefix, maxPrefix, out var value, out var misfit) ? value : null, misfit));
}

/// <summary>A whole number within bounds, with its unit.</summary>
public sealed record NumberKind(int Min, int Max, string Unit) : Kind;

/// <summary>true or false.</summary>
public sealed record FlagKind : Kind;

/// <summary>One of a few words.</summary>
public sealed record ChoiceKind(params ImmutableArray<string> Words) : Kind;

/// <summary>An encrypted value: only a map with the name <c>secure</c> is accepted.</summary>
public sealed record SecretKind : Kind;

/// <summary>Values without order that differ from each other.</summary>
public sealed record ListKind(Kind Item, int Min, int Max) : Kind;

/// <summary>Values under names that the writer chooses.</summary>
public sealed record MapKind(TextKind Name, Kind Value, int Min, int Max) : Kind;

/// <summary>Settings under names that are declared.</summary>
public sealed record ObjectKind(params ImmutableArray<Setting> Settings) : Kind
{
    /// <summary>How what was a list here in an earlier form of the file is written now, as a sentence; null where there was none.</summary>
    public string? InsteadOfList { get; init; }
}

/// <summary>One declared setting.</summary>
/// <param name="Name">Its name; at the top with its namespace, <c>infra:network</c>.</param>
/// <param name="Kind">What it may be.</param>
/// <param name="Doc">What it decides, for the schema and the table, as sentences.</param>
public sealed record Setting(string Name, Kind Kind, string Doc)
{
    /// <summary>The value, as YAML, when it is not written; null and not <see cref="Optional"/>: it must be written.</summary>
    public string? Default { get; init; }

    /// <summary>Whether a setting without default may be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether it must be written.</summary>
    public bool Required => Default is null && !Optional;
}
