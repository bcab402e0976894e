using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>Where a node stands: line and column from 1, or zeros where there is no file.</summary>
public sealed record Position(int Line, int Column)
{
    /// <summary>Not in a file.</summary>
    public static Position None { get; } = new(0, 0);
}

/// <summary>Settings before they are checked, whether they came from YAML or from Pulumi's configuration.</summary>
public abstract record SettingNode(Position At);

/// <summary>One text. <see cref="Written"/> decides what it may be taken for.</summary>
public sealed record ScalarNode(Position At, string Text, Written Written) : SettingNode(At);

/// <summary>Names and values in the order of the source, each name once.</summary>
public sealed record MapNode(Position At, ImmutableArray<MapEntry> Entries) : SettingNode(At)
{
    /// <summary>The value of a name, or null.</summary>
    public SettingNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    /// <summary>Pulumi's form of an encrypted value: a map with the only name <c>secure</c>.</summary>
    public bool IsSecure => Entries is [{ Key: "secure", Value: ScalarNode }];
}

/// <summary>One name with its value.</summary>
public sealed record MapEntry(string Key, Position KeyAt, SettingNode Value);

/// <summary>Values in order.</summary>
public sealed record ListNode(Position At, ImmutableArray<SettingNode> Items) : SettingNode(At);

/// <summary>How a scalar was written.</summary>
public enum Written
{
    /// <summary>YAML without quotes, or a JSON number, true, false or null: its form decides its type.</summary>
    Plain,

    /// <summary>YAML in quotes: always a text.</summary>
    Quoted,

    /// <summary>A string of Pulumi's configuration, where numbers and flags are strings as well.</summary>
    Untyped,
}
