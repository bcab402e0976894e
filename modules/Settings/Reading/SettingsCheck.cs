using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Errors;

namespace Infra.Settings.Reading;

/// <summary>Checks nodes against the declaration and says everything that is wrong.</summary>
public sealed class SettingsCheck(SettingsProblems problems)
{
    /// <summary>Checks a value; the result holds what is good of it.</summary>
    public CheckedNode Check(string path, string name, Kind kind, SettingNode node, object? key = null)
    {
        if (node is MapNode { IsSecure: true } && kind is not SecretKind)
        {
            problems.Add(node.At, path, null, "this setting is not a secret, and it is encrypted", $"Write it in plain text: {Wanted(kind)}.");
            return new(path, name, node.At, key, null, []);
        }

        return kind switch
        {
            ObjectKind o => Object(path, name, o, node, key),
            MapKind m => Map(path, name, m, node, key),
            ListKind l => List(path, name, l, node, key),
            SecretKind => Secret(path, name, node, key),
            _ => new(path, name, node.At, key, Scalar(path, kind, node), []),
        };
    }

    /// <summary>The words for what a kind wants, such as "a whole number 1 to 9 (nodes)".</summary>
    public static string Wanted(Kind kind) => kind switch
    {
        TextKind t => $"{t.Noun} such as {t.Example}",
        NumberKind n => string.Create(CultureInfo.InvariantCulture, $"a whole number {n.Min} to {n.Max} ({n.Unit})"),
        FlagKind => "true or false",
        ChoiceKind c => $"one of {string.Join(", ", c.Words)}",
        ListKind => "a list: one line each, beginning with a hyphen",
        SecretKind => "an encrypted value, written by `pulumi config set --secret`",
        _ => "a map: names and values below it, indented",
    };

    private CheckedNode Object(string path, string name, ObjectKind kind, SettingNode node, object? key)
    {
        if (node is not MapNode map)
        {
            WrongType(path, kind, node);
            return new(path, name, node.At, key, null, []);
        }

        var children = ImmutableArray.CreateBuilder<CheckedNode>();
        foreach (var entry in map.Entries)
        {
            if (kind.Settings.FirstOrDefault(s => s.Name == entry.Key) is { } setting)
            {
                children.Add(Check(Join(path, entry.Key), entry.Key, setting.Kind, entry.Value) with { KeyAt = entry.KeyAt });
            }
            else
            {
                Unknown(path, entry, kind);
            }
        }

        foreach (var setting in kind.Settings.Where(s => map[s.Name] is null))
        {
            Absent(path, map, setting, children);
        }

        return new(path, name, node.At, key, null, children.ToImmutable());
    }

    private void Absent(string path, MapNode map, Setting setting, ImmutableArray<CheckedNode>.Builder children)
    {
        if (setting.Default is { } text)
        {
            children.Add(Check(Join(path, setting.Name), setting.Name, setting.Kind, new ScalarNode(map.At, text, Written.Untyped)));
        }
        else if (setting.Required)
        {
            problems.Add(map.At, Join(path, setting.Name), null, "this setting is missing", $"{setting.Doc} Write {Wanted(setting.Kind)}.");
        }
    }

    private void Unknown(string path, MapEntry entry, ObjectKind kind)
    {
        var known = kind.Settings.Select(s => s.Name).ToArray();
        var foundAsSecret = PlainSecrets.IsSecretName(entry.Key) && entry.Value is ScalarNode { Text.Length: > 0 };
        if (foundAsSecret || PlainSecrets.KindOf(entry.Key) is not null)
        {
            return; // Said by the search for secrets, with what to do about it.
        }

        var mend = Spelling.Nearest(entry.Key, known) is { } near ? $"Did you mean {near}?" : $"Known here: {string.Join(", ", known)}.";
        problems.Add(entry.KeyAt, Join(path, entry.Key), null, "there is no setting of this name", mend);
    }

    private CheckedNode Map(string path, string name, MapKind kind, SettingNode node, object? key)
    {
        if (node is not MapNode map)
        {
            WrongType(path, kind, node);
            return new(path, name, node.At, key, null, []);
        }

        if (map.Entries.Length < kind.Min || map.Entries.Length > kind.Max)
        {
            problems.Add(map.At, path, null, $"there are {kind.Min} to {kind.Max} entries here, and these are {map.Entries.Length}", $"Each is named by {kind.Name.Noun} such as {kind.Name.Example}.");
        }

        var children = ImmutableArray.CreateBuilder<CheckedNode>();
        foreach (var entry in map.Entries)
        {
            var (good, misfit) = kind.Name.Read(entry.Key);
            if (misfit is not null)
            {
                problems.Add(entry.KeyAt, Join(path, entry.Key), null, $"the name of an entry here: {misfit.Rule}", misfit.Mend);
            }

            children.Add(Check(Join(path, entry.Key), entry.Key, kind.Value, entry.Value, good) with { Key = good, KeyAt = entry.KeyAt });
        }

        return new(path, name, node.At, key, null, children.ToImmutable());
    }

    private CheckedNode List(string path, string name, ListKind kind, SettingNode node, object? key)
    {
        if (node is not ListNode list)
        {
            WrongType(path, kind, node);
            return new(path, name, node.At, key, null, []);
        }

        if (list.Items.Length < kind.Min || list.Items.Length > kind.Max)
        {
            problems.Add(list.At, path, null, $"there are {kind.Min} to {kind.Max} entries here, and these are {list.Items.Length}", $"Each is {Wanted(kind.Item)}.");
        }

        CheckedNode[] items = [.. list.Items.Select((item, i) => Check($"{path}[{i}]", $"{i}", kind.Item, item))];
        foreach (var item in items.Where(i => i.Value is not null).GroupBy(i => i.Value).SelectMany(g => g.Skip(1)))
        {
            problems.Add(item.At, item.Path, $"{item.Value}", "the entries of a list here differ from each other", "Delete one.");
        }

        return new(path, name, node.At, key, null, [.. items]);
    }

    private CheckedNode Secret(string path, string name, SettingNode node, object? key)
    {
        // Through `pulumi up` the value arrives decrypted; its text is never kept, only that it is there.
        var good = node is MapNode { IsSecure: true } or ScalarNode { Written: Written.Untyped };
        if (!good)
        {
            problems.Add(node.At, path, null, "this setting is a secret and must be encrypted", $"Delete the value here, then run `pulumi config set --secret {path}`.");
        }

        return new(path, name, node.At, key, good ? SecretPresence.Encrypted : null, []);
    }

    private object? Scalar(string path, Kind kind, SettingNode node)
    {
        if (node is not ScalarNode scalar)
        {
            WrongType(path, kind, node);
            return null;
        }

        var (value, misfit) = ScalarReading.Read(kind, scalar);
        if (misfit is not null)
        {
            problems.Add(node.At, path, scalar.Text, misfit.Rule, misfit.Mend);
        }

        return value;
    }

    private void WrongType(string path, Kind kind, SettingNode node)
    {
        var (found, value) = node switch
        {
            MapNode => ("a map", null),
            ListNode => ("a list", null),
            ScalarNode { Text: "", Written: Written.Plain } => ("empty", null),
            _ => ("a single value", (node as ScalarNode)?.Text),
        };
        problems.Add(node.At, path, value, $"this is {found}, and it must be {Wanted(kind)}", (kind, node) is (ObjectKind { InsteadOfList: { } now }, ListNode) ? now : "See stacks/schema/README.md for its settings.");
    }

    // A name may be the secret itself: someone pasted a token in the wrong place.
    private static string Join(string path, string name)
    {
        var shown = PlainSecrets.KindOf(name) is not null ? "(hidden)" : name;
        shown = shown.Length <= 80 ? shown : string.Concat(shown.AsSpan(0, 80), "...");
        shown = new([.. shown.Select(c => char.IsControl(c) ? '?' : c)]);
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }
}
