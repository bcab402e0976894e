using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Infra.Model;

/// <summary>Either the settings of a stack or every problem that was found in them.</summary>
public sealed class SettingsResult
{
    internal SettingsResult(StackSettings? settings, ImmutableArray<SettingsProblem> problems) => (Settings, Problems) = (settings, problems);

    /// <summary>The settings; null when there are problems.</summary>
    public StackSettings? Settings { get; }

    /// <summary>All problems, in the order of the file; empty when the settings are good.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; }

    /// <summary>The settings when they are good.</summary>
    public bool TryGet([NotNullWhen(true)] out StackSettings? settings)
    {
        settings = Settings;
        return settings is not null;
    }
}
