namespace Infra.Settings.Reading;

/// <summary>Finds secrets in plain text anywhere below <c>config:</c>, in unknown settings too. Its problems never hold a value.</summary>
public static class SecretSearch
{
    /// <summary>Adds a problem for each.</summary>
    public static void Check(SettingNode node, SettingsProblems problems) => Check(node, node.At, "", "", problems);

    private static void Check(SettingNode node, Position at, string path, string name, SettingsProblems problems)
    {
        switch (node)
        {
            case MapNode { IsSecure: true }:
                break;
            case MapNode map:
                foreach (var entry in map.Entries)
                {
                    CheckName(entry, path, problems);
                    Check(entry.Value, entry.KeyAt, Join(path, entry.Key), entry.Key, problems);
                }

                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Check(list.Items[i], list.Items[i].At, $"{path}[{i}]", name, problems);
                }

                break;
            case ScalarNode scalar when PlainSecrets.KindOf(scalar.Text) is { } kind:
                Say(at, path, $"the value looks like {kind}, in plain text", problems);
                break;
            case ScalarNode { Text.Length: > 0 } when PlainSecrets.IsSecretName(name):
                Say(at, path, "the name is that of a secret, and the value is in plain text", problems);
                break;
        }
    }

    private static void CheckName(MapEntry entry, string path, SettingsProblems problems)
    {
        if (PlainSecrets.KindOf(entry.Key) is { } kind)
        {
            Say(entry.KeyAt, Join(path, entry.Key), $"the name of a setting looks like {kind}, in plain text", problems);
        }
    }

    private static void Say(Position at, string path, string rule, SettingsProblems problems) =>
        problems.Add(at, path, null, $"{rule} (not shown)", "Delete it from the file and from history, rotate it, declare the entry in infra:secrets and write its value to Secret Manager.");

    private static string Join(string path, string name)
    {
        var shown = PlainSecrets.KindOf(name) is not null ? "(hidden)" : name;
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }
}
