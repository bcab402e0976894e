using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Reads the settings of a stack from Pulumi's configuration, by the same declaration and rules as <see cref="SettingsFile"/>.</summary>
public static class SettingsBinder
{
    /// <summary>Reads and checks the settings under a Pulumi engine. Never throws for what is in them.</summary>
    /// <param name="rawByKey">The raw text of a full key, <c>infra:network</c>: a string, or JSON where the setting is a map or a list; null when it is not set.</param>
    /// <param name="stack">The stack.</param>
    /// <returns>The settings, or every problem by path; there are no lines.</returns>
    public static SettingsResult<StackSettings> FromConfig(Func<string, string?> rawByKey, StackName stack) => From(SettingsDeclaration.Form, rawByKey, stack);

    /// <summary>Reads and checks the settings of the stack <c>bootstrap</c> under a Pulumi engine. Never throws for what is in them.</summary>
    /// <param name="rawByKey">As for <see cref="FromConfig"/>.</param>
    /// <returns>The settings, or every problem by path; there are no lines.</returns>
    public static SettingsResult<BootstrapSettings> BootstrapFromConfig(Func<string, string?> rawByKey) => From(BootstrapSettings.Form, rawByKey, BootstrapSettings.Stack);

    private static SettingsResult<T> From<T>(SettingsForm<T> form, Func<string, string?> rawByKey, StackName stack)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(rawByKey);
        var problems = new SettingsProblems("Pulumi's configuration");
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var setting in form.Top.Settings)
        {
            if (rawByKey(setting.Name) is { } raw && JsonTree.Read(setting, raw, problems) is { } node)
            {
                entries.Add(new(setting.Name, Position.None, node));
            }
        }

        return form.Finish(new MapNode(Position.None, entries.ToImmutable()), stack, problems);
    }
}
