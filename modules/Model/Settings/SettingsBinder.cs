using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>Reads the settings of a stack from Pulumi's configuration, by the same declaration and rules as <see cref="SettingsFile"/>.</summary>
public static class SettingsBinder
{
    /// <summary>Reads and checks the settings under a Pulumi engine. Never throws for what is in them.</summary>
    /// <param name="rawByKey">The raw text of a full key, <c>infra:network</c>: a string, or JSON where the setting is a map or a list; null when it is not set.</param>
    /// <param name="stack">The stack.</param>
    /// <returns>The settings, or every problem by path; there are no lines.</returns>
    public static SettingsResult FromConfig(Func<string, string?> rawByKey, StackName stack)
    {
        ArgumentNullException.ThrowIfNull(rawByKey);
        var problems = new SettingsProblems("Pulumi's configuration");
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var setting in SettingsDeclaration.Top.Settings)
        {
            if (rawByKey(setting.Name) is { } raw && JsonTree.Read(setting, raw, problems) is { } node)
            {
                entries.Add(new(setting.Name, Position.None, node));
            }
        }

        var config = new MapNode(Position.None, entries.ToImmutable());
        SecretSearch.Check(config, problems);
        return Finish(config, stack, problems);
    }

    internal static SettingsResult Finish(MapNode config, StackName stack, SettingsProblems problems)
    {
        var root = new SettingsCheck(problems).Check("", "", SettingsDeclaration.Top, config);
        SettingsRules.Check(root, stack, problems);
        return new(problems.Count == 0 ? SettingsDeclaration.Bind(root, stack) : null, problems.InOrder());
    }
}
